-- How much contact there was before and after the arrangement $3 of the conduct file $2.
SELECT file_id, number, days, contacts_before, contacts_after, minutes_before, minutes_after, counted_on FROM contact_measure WHERE council = $1 AND file_id = $2 AND number = $3
