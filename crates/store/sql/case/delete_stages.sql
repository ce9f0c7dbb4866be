-- The stages of the case $2: it is no complaint any more.
DELETE FROM case_stage WHERE council = $1 AND case_id = $2
