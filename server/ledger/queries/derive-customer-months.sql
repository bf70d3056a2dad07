-- The fast path of customerMonths() in the engine, for the customers that {touched} stands for; a test holds the two together.
INSERT INTO customer_month
WITH line AS (
  SELECT l.customer_id, l.month, l.document_id, l.day, l.is_return, l.own, l.product_id, l.quantity,
    l.list_amount, l.discount, l.rebate, l.amount,
    coalesce(l.cost, CASE WHEN p.unit_cost IS NULL THEN NULL
      ELSE {half_even:l.quantity * p.unit_cost} END) AS product_cost,
    coalesce(l.channel_id = (SELECT label_id FROM label WHERE source_key = 'manual'), FALSE) AS manual,
    -- A country that no line names makes every line with a country an export; no home country makes none.
    l.country_id IS NOT NULL AND l.country_id <> coalesce((SELECT label_id FROM label WHERE source_key = :home_country), -1)
      AND CAST(:home_country AS VARCHAR) IS NOT NULL AS export,
    p.special
  FROM order_line l JOIN current_product p ON p.product_id = l.product_id
  WHERE {touched}
), orders AS (
  -- An order or return counts in the month of its first line.
  SELECT customer_id, min(month) AS month, is_return, bool_or(own) AS own, bool_or(manual) AS manual, bool_or(export) AS export
  FROM line GROUP BY customer_id, document_id, is_return
), order_month AS (
  SELECT customer_id, month,
    count(*) FILTER (NOT is_return) AS orders,
    count(*) FILTER (NOT is_return AND manual) AS manual_orders,
    count(*) FILTER (NOT is_return AND export) AS export_orders,
    count(*) FILTER (is_return AND NOT own) AS return_orders,
    count(*) FILTER (is_return AND own) AS own_return_orders
  FROM orders GROUP BY customer_id, month
), line_month AS (
  SELECT customer_id, month,
    sum(list_amount) AS list_amount, sum(discount) AS discount, sum(rebate) AS rebate,
    coalesce(sum(amount) FILTER (NOT is_return), 0) AS invoiced,
    coalesce(sum(amount) FILTER (is_return), 0) AS returned,
    coalesce(sum(product_cost), 0) AS known_cost,
    coalesce(sum(amount - rebate) FILTER (product_cost IS NULL), 0) AS revenue_without_cost,
    count(*) FILTER (NOT is_return) AS lines,
    coalesce(sum(quantity) FILTER (NOT is_return), 0) AS units,
    count(*) FILTER (NOT is_return AND manual) AS manual_lines,
    count(*) FILTER (special) AS special_lines,
    count(*) FILTER (is_return AND NOT own) AS return_lines,
    count(*) FILTER (is_return AND own) AS own_return_lines,
    min(day) AS first_day, max(day) AS last_day
  FROM line GROUP BY customer_id, month
), day_month AS (
  SELECT customer_id, month, count(*) AS sale_days
  FROM (SELECT DISTINCT customer_id, month, day FROM line WHERE NOT is_return) days GROUP BY customer_id, month
), product_month AS (
  -- Derived just before: one row a product.
  SELECT customer_id, month, count(*) AS skus FROM customer_product_month
  WHERE {touched} GROUP BY customer_id, month
)
SELECT customer_id, month,
  CAST(l.list_amount AS BIGINT), CAST(l.discount AS BIGINT), CAST(l.rebate AS BIGINT), CAST(l.invoiced AS BIGINT),
  CAST(l.returned AS BIGINT), CAST(l.known_cost AS BIGINT), CAST(l.revenue_without_cost AS BIGINT),
  coalesce(o.orders, 0), l.lines, CAST(l.units AS BIGINT), coalesce(o.manual_orders, 0), l.manual_lines,
  coalesce(o.export_orders, 0), l.special_lines, coalesce(o.return_orders, 0), l.return_lines,
  coalesce(o.own_return_orders, 0), l.own_return_lines, coalesce(d.sale_days, 0), p.skus, l.first_day, l.last_day
FROM line_month l JOIN product_month p USING (customer_id, month)
  LEFT JOIN order_month o USING (customer_id, month) LEFT JOIN day_month d USING (customer_id, month)
ORDER BY month, customer_id
