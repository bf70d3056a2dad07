-- Months whose measures changed since they were last costed; costing empties it.
CREATE TABLE stale_month (month INTEGER NOT NULL);
