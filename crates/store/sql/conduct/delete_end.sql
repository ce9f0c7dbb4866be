-- The time does not count: it goes on, or nothing is kept any more.
DELETE FROM conduct_end WHERE council = $1 AND stream = $2
