-- The conduct files whose person somebody ($2) was said to be under another name or address.
SELECT file_id FROM conduct_likeness WHERE council = $1 AND person_id = $2 AND is_same ORDER BY file_id
