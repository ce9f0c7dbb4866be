-- A secret that opens one question.
INSERT INTO partner_key (council, token_hash, case_id, referral_id, expires_at)
VALUES ($1, $2, $3, $4, $5)
