-- Lines of some orders by product, in whatever month they lie.
SELECT customer_id, document_id, product_id, count(*) AS lines FROM customer_line
WHERE document_id IN (SELECT unnest(:documents)) AND {visible, together}
GROUP BY customer_id, document_id, product_id
