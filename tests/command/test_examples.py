"""What the examples say to input that is wrong; what they print for good input lies beside them."""

from support import SOURCE, CommandTest


class WrongInput(CommandTest):
    def example(self, name, text):
        return self.tatu("run", str(SOURCE / "examples" / name), input=text)

    def test_json_texts(self):
        for text, shown in (
            (r'"\ud83d\ude00"', '"😀"'),
            (r'"\u00e9\ud800\udc00\udbff\udfff"', '"é\U00010000\U0010ffff"'),
            (r'"\b\f\r\u0000\/"', r'"\u0008\u000c\u000d\u0000/"'),
            ("[0, -0.5, 1E2, 10]", "[\n  0,\n  -0.5,\n  100,\n  10\n]"),
        ):
            result = self.example("json.tatu", text)
            self.assertEqual((result.code, result.out), (0, shown + "\n"), result)

    def test_json_that_is_none(self):
        for text in (r'"\ud83d"', r'"\ude00"', r'"\ud83d\u0041"', r'"\ud83dx"', r'"\u12g4"', r'"\u+123"', r'"\u12', '"\t"', '"\0"', '"a',
                     "1e400", "-1e400", "01", "-", "1.", ".5", "1e", "+1", "٣", "\u00a01", "", "[1,]", '{"a" 1}', "nul", "1 2"):
            result = self.example("json.tatu", text)
            self.assertEqual((result.code, result.out), (1, ""), (text, result))
            self.assertRegex(result.err, r"^.* at offset \d+\n$")

    def test_markdown_links_keep_their_quotes(self):
        result = self.example("markdown.tatu", '[l](u"onclick="x)\n')
        self.assertEqual(result.out, '<p><a href="u&quot;onclick=&quot;x">l</a></p>\n')
