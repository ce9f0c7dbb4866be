-- Throws the rows of $1 away.
DELETE FROM case_enquiry WHERE council = $1
