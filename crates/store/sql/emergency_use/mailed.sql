-- Those who keep the settings were told by e-mail at $4.
UPDATE emergency_use SET mailed_at = $4 WHERE council = $1 AND user_id = $2 AND version = $3
