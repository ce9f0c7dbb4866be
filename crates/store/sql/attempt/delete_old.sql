-- Forgets attempts that began before $2.
DELETE FROM attempt WHERE council = $1 AND since < $2
