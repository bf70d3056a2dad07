-- Each product as the newest kept batch states it; a mention by an order line gives way to a products file.
INSERT INTO current_product
SELECT p.product_id, p.source_key, n.name, coalesce(n.special, FALSE), n.stage, n.unit, n.unit_cost, n.list_price
FROM product p JOIN (
  SELECT product_id,
    max_by(name, rank) FILTER (name IS NOT NULL) AS name,
    max_by(special, rank) FILTER (special IS NOT NULL) AS special,
    max_by(stage, rank) FILTER (stage IS NOT NULL) AS stage,
    max_by(unit, rank) FILTER (unit IS NOT NULL) AS unit,
    max_by(unit_cost, rank) FILTER (unit_cost IS NOT NULL) AS unit_cost,
    max_by(list_price, rank) FILTER (list_price IS NOT NULL) AS list_price
  FROM (
    SELECT *, row_number() OVER (PARTITION BY product_id ORDER BY stated, batch_id, row_number) AS rank
    FROM product_record WHERE batch_id IN (SELECT batch_id FROM kept_batch)) r
  GROUP BY product_id) n ON n.product_id = p.product_id
