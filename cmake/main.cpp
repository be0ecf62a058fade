// A program that has only precompiled headers needs a source of its own all the same.
int main() { return 0; }
