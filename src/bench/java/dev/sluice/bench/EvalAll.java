package dev.sluice.bench;

/** The scores of all operations, one after the other, on the documents that come with the project. */
public final class EvalAll {
    private EvalAll() {}

    public static void main(String[] args) throws Exception {
        String[] none = {};
        EvalExtract.main(none);
        EvalTables.main(none);
        EvalSchema.main(none);
        EvalClassify.main(none);
        EvalSplit.main(none);
    }
}
