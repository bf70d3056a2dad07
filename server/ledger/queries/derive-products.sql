-- Each mentioned product as the newest kept batch states it; a mention by an order line gives way to a products file.
INSERT INTO current_product
SELECT p.product_id, p.source_key, n.name, coalesce(n.special, FALSE), n.stage, n.unit, n.unit_cost, n.list_price, n.product_group
FROM product p JOIN (
  SELECT product_id,
    (array_agg(name ORDER BY rank DESC) FILTER (WHERE name IS NOT NULL))[1] AS name,
    (array_agg(special ORDER BY rank DESC) FILTER (WHERE special IS NOT NULL))[1] AS special,
    (array_agg(stage ORDER BY rank DESC) FILTER (WHERE stage IS NOT NULL))[1] AS stage,
    (array_agg(unit ORDER BY rank DESC) FILTER (WHERE unit IS NOT NULL))[1] AS unit,
    (array_agg(unit_cost ORDER BY rank DESC) FILTER (WHERE unit_cost IS NOT NULL))[1] AS unit_cost,
    (array_agg(list_price ORDER BY rank DESC) FILTER (WHERE list_price IS NOT NULL))[1] AS list_price,
    (array_agg(product_group ORDER BY rank DESC) FILTER (WHERE product_group IS NOT NULL))[1] AS product_group
  FROM (
    SELECT *, row_number() OVER (PARTITION BY product_id ORDER BY stated, batch_id, row_number) AS rank
    FROM product_record
    WHERE batch_id IN (SELECT batch_id FROM kept_batch) AND product_id IN (SELECT product_id FROM mentioned_product)) r
  GROUP BY product_id) n ON n.product_id = p.product_id
