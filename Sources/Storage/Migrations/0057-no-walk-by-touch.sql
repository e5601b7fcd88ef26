-- Every act on a matter wrote into this index, and only a walk through a whole realm read it, which
-- goes by reference now.
DROP INDEX matters_by_touch;
