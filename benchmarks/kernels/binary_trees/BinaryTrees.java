final class BinaryTrees {
  static final class Tree {
    final Tree left, right;

    Tree(Tree left, Tree right) {
      this.left = left;
      this.right = right;
    }
  }

  static Tree make(int depth) {
    return depth == 0 ? new Tree(null, null) : new Tree(make(depth - 1), make(depth - 1));
  }

  static long count(Tree tree) {
    Tree left = tree.left, right = tree.right;
    return left == null || right == null ? 1 : 1 + count(left) + count(right);
  }

  public static void main(String[] arguments) {
    int deepest = 17;
    Tree kept = make(deepest);
    for (int depth = 4; depth <= deepest; depth += 4) {
      int times = 1 << (deepest - depth + 4);
      long sum = 0;
      for (int i = 0; i < times; i++) sum += count(make(depth));
      System.out.println(times + " trees of depth " + depth + ": " + sum);
    }
    System.out.println("kept: " + count(kept));
  }
}
