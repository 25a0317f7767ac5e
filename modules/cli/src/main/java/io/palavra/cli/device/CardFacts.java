package io.palavra.cli.device;

import io.palavra.pipeline.machine.gpu.Card;
import io.palavra.pipeline.machine.gpu.Probe;
import io.palavra.pipeline.machine.gpu.Survey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Cards for programs that read JSON. */
final class CardFacts {

  private CardFacts() {}

  /** One map a card; where no card is known of, one with the reason alone. */
  static List<Map<String, Object>> of(Survey survey) {
    List<Map<String, Object>> all = new ArrayList<>();
    List<Probe> probes = survey.probes();
    for (int i = 0; i < probes.size(); i++) {
      Map<String, Object> facts = new LinkedHashMap<>();
      if (probes.size() == survey.cards().size()) {
        describe(survey.cards().get(i), facts);
      }
      facts.put("usable", probes.get(i) instanceof Probe.Usable);
      if (probes.get(i) instanceof Probe.Refused refused) {
        facts.put("reason", refused.reason().name());
      }
      facts.put("sentence", probes.get(i).sentence());
      all.add(facts);
    }
    return all;
  }

  private static void describe(Card card, Map<String, Object> facts) {
    facts.put("device", card.device());
    facts.put("name", card.name());
    facts.put("uuid", card.uuid());
    card.capability().ifPresent(c -> facts.put("computeCapability", c.toString()));
    card.driver().ifPresent(d -> facts.put("driver", d.toString()));
    card.memoryMiB().ifPresent(m -> facts.put("memoryMiB", m));
    card.freeMiB().ifPresent(m -> facts.put("freeMiB", m));
    card.utilization().ifPresent(u -> facts.put("utilizationPercent", u));
    facts.put("otherProcesses", card.others());
  }
}
