-- No Ombudsman has asked about the case $2.
DELETE FROM case_enquiry WHERE council = $1 AND case_id = $2
