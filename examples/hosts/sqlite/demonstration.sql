SELECT tatu_load('shop', '
  pub fun discount(price: Float, quantity: Int): Float = if quantity >= 10 { price * 0.9 } else { price }
  pub fun label(item: String, note: String?): String = "${item.toUpper()} (${note ?? "no note"})"
  pub fun nextSize(size: Int?): Int? {
    if size == null { return null }
    return size!! + 2
  }
  pub fun seal(text: String): Array<Byte> = text.reversed().toBytes()
  pub fun isSealed(bytes: Array<Byte>): Bool = bytes.size > 0
  pub fun initial(text: String): Char = text.charAt(0)
  pub fun checked(quantity: Int): Int {
    if quantity < 0 { throw ArgumentException("nobody orders ${quantity}") }
    return quantity
  }

  var rows = 0
  pub fun rowNumber(): Int {
    rows += 1
    return rows
  }
');
CREATE TABLE orders(item TEXT, price REAL, quantity INTEGER, note TEXT);
INSERT INTO orders VALUES ('rope', 4.5, 12, NULL), ('lantern', 20, 1, 'fragile'), ('chalk', 0.25, 100, 'white');

-- Rows, and what SQL does with results.
SELECT tatu('shop.rowNumber'), tatu('shop.label', item, note), tatu('shop.discount', price, quantity) FROM orders;
SELECT item FROM orders ORDER BY tatu('shop.discount', price, quantity) * quantity DESC LIMIT 1;
SELECT sum(tatu('shop.discount', price, quantity) * quantity) FROM orders;
WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 20000)
  SELECT count(*), sum(tatu('shop.nextSize', n)) FROM numbers;

-- Types, both ways.
SELECT tatu('shop.nextSize', 40), tatu('shop.nextSize', NULL), tatu('shop.discount', 3, 10);
SELECT tatu('shop.seal', 'abc'), tatu('shop.isSealed', x'00'), tatu('shop.isSealed', x''), tatu('shop.initial', '😀!');
SELECT tatu('shop.nextSize', 1.5);
SELECT tatu('shop.label', CAST(x'ff' AS TEXT), NULL);
SELECT tatu('shop.discount', 1.0);

-- What goes wrong is the query's error.
SELECT tatu('shop.checked', -3);
INSERT INTO orders SELECT 'nothing', 1.0, tatu('shop.checked', -1), NULL;
SELECT count(*) FROM orders;
SELECT tatu('shop.nowhere', 1);
SELECT tatu('store.discount', 1, 1);
SELECT tatu_load('bad', 'pub fun f(): Int = "one"');
SELECT tatu_load('forged', x'89544243010000');
SELECT tatu_limit('patience', 1), tatu_limit('fuel', -1);

-- And so is what never ends, or wants everything.
SELECT tatu_load('hostile', '
  pub fun loop(): Int {
    var i = 0
    while i >= 0 { i = (i + 1) % 10 }
    return i
  }
  pub fun hoard(): Int {
    var text = "more"
    while text.length > 0 { text = text + text }
    return text.length
  }
  pub fun deep(n: Int): Int = deep(n + 1) + 1
  pub fun read(): String = File.readText("secret.txt")
');
SELECT tatu_limit('fuel', 1000000);
SELECT tatu('hostile.loop');
SELECT tatu_limit('fuel', 10000000);
SELECT tatu('hostile.hoard');
SELECT tatu('hostile.deep', 0);
SELECT tatu('hostile.read');
SELECT tatu_limit('fuel', 100), tatu('shop.discount', 9.0, 1);
SELECT tatu('shop.nextSize', n) FROM (SELECT 1 AS n UNION SELECT 2);
