package dev.sluice.engine.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes one answer of several documents' answers: the surest value of each field, arrays one after the other. */
final class Merge {
    private Merge() {}

    static Answer of(Field field, List<Answer> answers) {
        if (answers.size() == 1) {
            return answers.get(0);
        }
        if (field.type() == Field.Type.OBJECT) {
            Map<String, Answer> properties = new LinkedHashMap<>();
            field.properties()
                    .forEach((name, one) -> properties.put(
                            name,
                            of(
                                    one,
                                    answers.stream()
                                            .map(answer -> new Answer(
                                                    answer.value().get(name),
                                                    answer.citations().get(name),
                                                    answer.confidence().get(name)))
                                            .toList())));
            return Answer.object(properties);
        }
        if (field.type() == Field.Type.ARRAY) {
            List<Answer> items = new ArrayList<>();
            for (Answer answer : answers) {
                for (int i = 0; i < answer.value().size(); i++) {
                    items.add(new Answer(
                            answer.value().get(i),
                            answer.citations().get(i),
                            answer.confidence().get(i)));
                }
            }
            return Answer.array(items);
        }
        Answer best = answers.get(0);
        for (Answer answer : answers) {
            if (answer.confidence().asDouble() > best.confidence().asDouble()) {
                best = answer;
            }
        }
        return best;
    }
}
