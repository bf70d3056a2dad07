-- The fast path of customerMonths() in the engine, for what the marks in braces narrow it to; a test holds the two together.
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
  FROM order_line l JOIN current_product p ON p.product_id = l.product_id {orders:l}
  WHERE {where_orders:l}
), document_day AS (
  -- Everything below adds these up again: there are twenty lines to each.
  SELECT customer_id, month, day, document_id, is_return,
    bool_or(own) AS own, bool_or(manual) AS manual, bool_or(export) AS export,
    sum(list_amount) AS list_amount, sum(discount) AS discount, sum(rebate) AS rebate, sum(amount) AS amount,
    sum(product_cost) AS known_cost, sum(amount - rebate) FILTER (WHERE product_cost IS NULL) AS revenue_without_cost,
    sum(quantity) AS quantity, count(*) AS lines, count(*) FILTER (WHERE manual) AS manual_lines,
    count(*) FILTER (WHERE special) AS special_lines, count(*) FILTER (WHERE own) AS own_lines
  FROM line GROUP BY customer_id, month, day, document_id, is_return
), orders AS (
  -- An order or return counts in the month of its first line.
  SELECT customer_id, min(month) AS month, is_return, bool_or(own) AS own, bool_or(manual) AS manual, bool_or(export) AS export
  FROM document_day GROUP BY customer_id, document_id, is_return
), order_month AS (
  SELECT customer_id, month,
    count(*) FILTER (WHERE NOT is_return) AS orders,
    count(*) FILTER (WHERE NOT is_return AND manual) AS manual_orders,
    count(*) FILTER (WHERE NOT is_return AND export) AS export_orders,
    count(*) FILTER (WHERE is_return AND NOT own) AS return_orders,
    count(*) FILTER (WHERE is_return AND own) AS own_return_orders
  FROM orders GROUP BY customer_id, month
), line_month AS (
  SELECT customer_id, month,
    sum(list_amount) AS list_amount, sum(discount) AS discount, sum(rebate) AS rebate,
    sum(amount) FILTER (WHERE NOT is_return) AS invoiced, sum(amount) FILTER (WHERE is_return) AS returned,
    sum(known_cost) AS known_cost, sum(revenue_without_cost) AS revenue_without_cost,
    sum(lines) FILTER (WHERE NOT is_return) AS lines, sum(quantity) FILTER (WHERE NOT is_return) AS units,
    sum(manual_lines) FILTER (WHERE NOT is_return) AS manual_lines, sum(special_lines) AS special_lines,
    sum(lines - own_lines) FILTER (WHERE is_return) AS return_lines, sum(own_lines) FILTER (WHERE is_return) AS own_return_lines,
    min(day) AS first_day, max(day) AS last_day
  FROM document_day GROUP BY customer_id, month
), day_month AS (
  SELECT customer_id, month, count(*) AS sale_days
  FROM (SELECT DISTINCT customer_id, month, day FROM document_day WHERE NOT is_return) days GROUP BY customer_id, month
), product_month AS (
  -- Derived just before: one row a product. It narrows the months, since orders may reach into others.
  SELECT c.customer_id, c.month, count(*) AS skus FROM customer_product_month c {touched:c}
  WHERE {where:c} GROUP BY c.customer_id, c.month
)
SELECT customer_id, month,
  CAST(coalesce(l.list_amount, 0) AS BIGINT), CAST(coalesce(l.discount, 0) AS BIGINT),
  CAST(coalesce(l.rebate, 0) AS BIGINT), CAST(coalesce(l.invoiced, 0) AS BIGINT),
  CAST(coalesce(l.returned, 0) AS BIGINT), CAST(coalesce(l.known_cost, 0) AS BIGINT),
  CAST(coalesce(l.revenue_without_cost, 0) AS BIGINT), coalesce(o.orders, 0), CAST(coalesce(l.lines, 0) AS BIGINT),
  CAST(coalesce(l.units, 0) AS BIGINT), coalesce(o.manual_orders, 0), CAST(coalesce(l.manual_lines, 0) AS BIGINT),
  coalesce(o.export_orders, 0), CAST(coalesce(l.special_lines, 0) AS BIGINT), coalesce(o.return_orders, 0),
  CAST(coalesce(l.return_lines, 0) AS BIGINT), coalesce(o.own_return_orders, 0), CAST(coalesce(l.own_return_lines, 0) AS BIGINT),
  coalesce(d.sale_days, 0), p.skus, l.first_day, l.last_day
FROM line_month l JOIN product_month p USING (customer_id, month)
  LEFT JOIN order_month o USING (customer_id, month) LEFT JOIN day_month d USING (customer_id, month)
ORDER BY month, customer_id
