-- Forgets how long the case $2 took: it is written anew.
DELETE FROM case_pace WHERE council = $1 AND case_id = $2
