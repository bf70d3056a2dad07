-- Lines of some orders by product, in whatever month they lie.
SELECT customer_id, document_id, product_id, count(*) AS lines FROM order_line
WHERE document_id IN (SELECT unnest(:documents)) AND {counts} AND {visible}
GROUP BY customer_id, document_id, product_id
