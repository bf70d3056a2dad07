-- The group that a products file puts a product in: products of one group may stand in for one another.
ALTER TABLE product_record ADD COLUMN
  product_group VARCHAR;
ALTER TABLE current_product ADD COLUMN
  product_group VARCHAR;
