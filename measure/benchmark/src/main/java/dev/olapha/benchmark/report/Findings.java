package dev.olapha.benchmark.report;

import java.util.List;

/**
 * What a run has found out, for people: the terminal shows the tables and remarks, the page
 * everything. Also kept in the JSON file, so that a page can be made of several runs.
 *
 * @param title of its chapter on the page
 * @param question what it answers, in one sentence
 * @param headlines the answer, in at most four figures
 * @param remarks what a reader must know to judge the figures, one sentence each
 */
public record Findings(
        String title,
        String question,
        List<Headline> headlines,
        List<Picture> pictures,
        List<Table> tables,
        List<String> remarks) {

    public Findings {
        headlines = List.copyOf(headlines);
        pictures = List.copyOf(pictures);
        tables = List.copyOf(tables);
        remarks = List.copyOf(remarks);
    }

    /** What a run that ended before its first figure has found. */
    public static Findings none(String title, String question) {
        return new Findings(title, question, List.of(), List.of(), List.of(), List.of());
    }
}
