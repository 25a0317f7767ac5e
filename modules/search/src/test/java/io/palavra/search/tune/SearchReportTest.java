package io.palavra.search.tune;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.palavra.search.file.TuneFile;
import io.palavra.search.file.TuneTemplate;
import io.palavra.search.report.SearchPage;
import io.palavra.search.report.SearchReport;
import io.palavra.search.report.SearchView;
import io.palavra.search.trial.Trial;
import io.palavra.search.trial.TrialId;
import io.palavra.search.trial.TrialStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchReportTest {
  @TempDir Path folder;

  private SearchFolder searched(TuneFile file) {
    SearchFolder out = new SearchFolder(folder.resolve("out"));
    TuneResult result = Tuning.of(file, out).keeping(folder.resolve("tune.yaml")).run(false);
    assertThat(result.finished()).isTrue();
    SearchReport.write(file, out);
    return out;
  }

  private TuneFile file() {
    return Files4Tests.read(
        folder,
        Files4Tests.SPACE
            + "second: tokensPerSecond\nbudget: {candidates: 20, epochs: 3}\n"
            + "strategy: random\nrepeats: {top: 2, seeds: 2}\n");
  }

  @Test
  void thePageStandsAloneAndShowsEverything() throws IOException {
    SearchFolder out = searched(file());
    String page = Files.readString(out.report());
    assertThat(page)
        .contains("Winner", "learningRate", "Which options mattered", "Two objectives")
        .contains("Option by option", "default-src 'none'")
        .doesNotContain("<script", "http://", "https://", "NaN");
    assertThat(page.split("<polyline", -1)).hasSizeGreaterThan(20);
    assertThat(out.copy()).exists();
  }

  @Test
  void aPageCountsFailuresOfCandidatesAndOfFurtherSeedsApart() {
    Map<String, String> none = Map.of();
    List<Trial> trials =
        List.of(
            new Trial(TrialId.of(0), none, 1, 3, TrialStatus.CUT, "the time was over", List.of()),
            new Trial(TrialId.of(1), none, 1, 3, TrialStatus.FAILED, "diverged", List.of()),
            new Trial(new TrialId(0, 1), none, 2, 3, TrialStatus.FAILED, "diverged", List.of()),
            new Trial(new TrialId(0, 2), none, 3, 3, TrialStatus.FAILED, "diverged", List.of()));
    TuneFile file = file();
    SearchView view =
        new SearchView(
            "a search",
            file.space(),
            file.objective(),
            Optional.empty(),
            trials,
            Ranking.of(file.objective(), trials),
            new TreeMap<>(),
            60);
    assertThat(SearchPage.render(view))
        .contains(
            "2 candidates, 1 of them failed, 2 trainings with further seeds, 2 of them failed, 1.0");
  }

  @Test
  void tablesHaveARowATraining() throws IOException {
    SearchFolder out = searched(file());
    List<String> rows = Files.readAllLines(out.file("candidates.csv"));
    assertThat(rows).hasSize(1 + 20 + 2);
    assertThat(rows.get(0))
        .isEqualTo(
            "candidate,status,seed,epochs,seconds,score,tokensPerSecond,learningRate,hidden,cell,"
                + "heads,reason");
    JsonNode json = new ObjectMapper().readTree(out.file("candidates.json").toFile());
    assertThat(json.get("candidates")).hasSize(22);
    assertThat(json.get("test").get("accuracy").isNumber()).isTrue();
  }

  @Test
  void whatComesFromOutsideIsEscaped() throws IOException {
    Path data =
        Files.writeString(folder.resolve("<script>alert(1)</script>.csv".replace("/", "_")), "");
    String yaml = Files4Tests.SPACE.replace("data: nothing", "data: \"" + data + "\"");
    TuneFile file =
        Files4Tests.read(folder, yaml + "budget: {candidates: 2, epochs: 1}\nstrategy: random\n");
    SearchFolder out = searched(file);
    assertThat(SearchPage.render(SearchReport.view(file, out))).doesNotContain("<script");
  }

  @Test
  void theTemplateOfAKindCanBeRead() {
    TuneFile file = Files4Tests.read(folder, TuneTemplate.of(new FakeKind(), "nothing"));
    assertThat(file.space().names()).containsExactly("learningRate", "hidden", "dropout");
    String all = TuneTemplate.of(new FakeKind(), "nothing").replaceAll("(?m)^  # ", "  ");
    assertThat(Files4Tests.read(folder, all).space().names()).contains("cell", "both");
  }
}
