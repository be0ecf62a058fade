// A library that is made of other libraries needs a source of its own all the same.
