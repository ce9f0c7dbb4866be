-- Which of the cases $2 to $51 are in which common cause that is not finished.
SELECT cause_case.case_id, cause_case.cause_id
FROM cause_case
JOIN cause ON cause.council = cause_case.council AND cause.cause_id = cause_case.cause_id
WHERE cause_case.council = $1 AND cause_case.case_id IN (
    $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
    $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34,
    $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50,
    $51
)
  AND cause_case.standing <> 'out' AND NOT cause.finished
ORDER BY cause_case.case_id, cause_case.cause_id
