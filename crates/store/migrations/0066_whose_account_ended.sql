-- What somebody has whose account ended is looked after by others: those accounts are found without reading the rest.
CREATE INDEX user_account_ended ON user_account (council, ends_on) WHERE ends_on IS NOT NULL;
