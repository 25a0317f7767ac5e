import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes made-up Portuguese sentences with their English translations, one pair a line, a tabulator
 * between them. Each pair is made from one meaning: who, does what, to what, when, whether it is
 * denied or asked. The two languages say it by their own grammar: agreement in gender and number,
 * endings that tell the subject, contractions, ser and estar on one side; do-support, adjectives in
 * front, 's and a or an on the other. The same seed and count give the same bytes.
 *
 * <pre>java Pairs.java --seed 1 --count 6000 > pairs-pt-en.tsv</pre>
 *
 * <p>The dictionary stands at the end of this file, a word a line. A plural that is not written is
 * regular. Verbs whose forms are not regular list them; {@code >} names what a verb is done to.
 */
public final class Pairs {
  private final Random random;

  private Pairs(long seed) {
    this.random = new Random(seed);
  }

  public static void main(String[] args) throws IOException {
    Map<String, String> options = new HashMap<>(Map.of("--seed", "1", "--count", "6000"));
    for (int i = 0; i < args.length; i += 2) {
      if (!options.containsKey(args[i]) || i + 1 == args.length) {
        new PrintStream(System.err, true, StandardCharsets.UTF_8)
            .println("unknown or unfinished option " + args[i] + "; usage: java Pairs.java [--seed N] [--count N]");
        System.exit(2);
      }
      options.put(args[i], args[i + 1]);
    }
    Pairs pairs = new Pairs(Long.parseLong(options.get("--seed")));
    Set<String> lines = new LinkedHashSet<>();
    while (lines.size() < Integer.parseInt(options.get("--count"))) {
      Text text = pairs.sentence();
      lines.add(polish(text.pt) + "\t" + polish(text.en));
    }
    try (Writer out = new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8))) {
      for (String line : lines) {
        out.write(line + "\n");
      }
    }
  }

  /** The same in both languages. */
  private record Text(String pt, String en) {
    Text then(Text next) {
      return new Text(pt + " " + next.pt, en + " " + next.en);
    }
  }

  /** Gender m or f; the plural of a word that has none is empty. */
  private record Noun(String tag, String pt, String pts, char gender, String en, String ens) {}

  private record Adjective(String tag, String[] pt, String en, String comparative) {
    String pt(char gender, boolean plural) {
      return pt[(plural ? 2 : 0) + (gender == 'f' ? 1 : 0)];
    }
  }

  private record Verb(
      Map<String, String[]> forms, String infinitive, String gerund, String preposition, String[] en, List<String> objects, boolean acts) {}

  /**
   * Somebody or something in a sentence.
   *
   * @param person 0 I, 1 he, she, it or you, 2 we, 3 they: the place of the verb's form
   * @param be which form of the English "be"
   */
  private record Phrase(Text text, char gender, int person, String be, boolean droppable, String tag) {
    boolean plural() {
      return person >= 2;
    }

    boolean third() {
      return be.equals("is");
    }
  }

  // Sentences

  private Text sentence() {
    return switch (random.nextInt(24)) {
      case 0, 1, 2, 3, 4, 5, 6, 7 -> end(action(), ".");
      case 8, 9 -> question();
      case 10, 11, 12 -> end(quality(), ".");
      case 13 -> {
        Text asked = askedQuality();
        yield end(asked, "?");
      }
      case 14, 15 -> end(existence(), ".");
      case 16 -> end(comparison(), ".");
      case 17, 18 -> end(wish(), ".");
      case 19 -> end(relative(), ".");
      case 20 -> end(toPronoun(), ".");
      case 21 -> wh();
      default -> end(two(), ".");
    };
  }

  private Text two() {
    Text link = pick(List.of(new Text("e", "and"), new Text(", mas", ", but"), new Text("porque", "because")));
    return (random.nextBoolean() ? action() : quality()).then(link).then(action());
  }

  private Text action() {
    Phrase who = subject();
    Verb verb = pick(VERBS);
    return statement(who, verb, object(verb), random.nextInt(10) < 3);
  }

  /** Somebody does something to something, or does not. */
  private Text statement(Phrase who, Verb verb, Phrase what, boolean denied) {
    String tense = pick(List.of("pres", "pret", "pret", "pret", "fut", "going", verb.acts ? "prog" : "pret", denied ? "pret" : "imp"));
    boolean needed = tense.equals("pres") && verb.acts || tense.startsWith("pre") && who.person == 2;
    Text when = when(tense, needed);
    String no = denied ? "não " : "";
    String pt = no + portuguese(verb, tense, who.person) + " " + with(verb, what);
    String en = english(verb, tense, who, denied) + " " + what.text.en;
    boolean often = tense.equals("pres") && !denied && random.nextInt(3) == 0;
    if (often) {
      Text how = pick(List.of(new Text("sempre", "always"), new Text("nunca", "never"), new Text("às vezes", "sometimes")));
      pt = how.pt + " " + pt;
      en = how.en + " " + en;
      when = new Text("", "");
    }
    boolean dropped = who.droppable && !tense.equals("imp") && random.nextBoolean();
    return new Text((dropped ? "" : who.text.pt + " ") + pt, who.text.en + " " + en).then(when);
  }

  private Text question() {
    Phrase who = random.nextInt(4) == 0 ? new Phrase(new Text("você", "you"), 'm', 1, "are", false, "person") : noun("person", true);
    Verb verb = pick(VERBS);
    Phrase what = object(verb);
    boolean past = random.nextInt(3) > 0;
    Text when = when(past ? "pret" : "pres", false);
    String pt = who.text.pt + " " + portuguese(verb, past ? "pret" : "pres", who.person) + " " + with(verb, what);
    String en = (past ? "did" : who.third() ? "does" : "do") + " " + who.text.en + " " + verb.en[0] + " " + what.text.en;
    return end(new Text(pt, en).then(when), "?");
  }

  private Text wh() {
    Phrase who = noun("person", true);
    Verb verb = pick(VERBS);
    Phrase what = object(verb);
    boolean past = random.nextInt(3) > 0;
    String aux = past ? "did" : who.third() ? "does" : "do";
    String does = portuguese(verb, past ? "pret" : "pres", who.person);
    String person = portuguese(verb, past ? "pret" : "pres", 1);
    Text text =
        switch (random.nextInt(4)) {
          case 0 -> new Text("quem " + person + " " + with(verb, what), "who " + (past ? verb.en[2] : verb.en[1]) + " " + what.text.en);
          case 1 -> new Text("onde está" + (what.plural() ? "o" : "") + " " + what.text.pt, "where " + what.be + " " + what.text.en);
          case 2 -> new Text("onde " + who.text.pt + " " + does + " " + with(verb, what), "where " + aux + " " + who.text.en + " " + verb.en[0] + " " + what.text.en);
          default -> new Text("por que " + who.text.pt + " " + does + " " + with(verb, what), "why " + aux + " " + who.text.en + " " + verb.en[0] + " " + what.text.en);
        };
    return end(new Text(text.pt.replace("estáo", "estão"), text.en), "?");
  }

  /** Something is so: for ever (ser) or now (estar). */
  private Text quality() {
    Phrase what = random.nextInt(3) == 0 ? subject() : noun(pick(TAGS), true);
    Adjective how = adjective(what.tag);
    while (what.text.en.contains(" " + how.en + " ")) {
      how = adjective(what.tag);
    }
    boolean denied = random.nextInt(10) < 3;
    boolean past = random.nextInt(3) == 0;
    boolean now = how.tag.startsWith("now");
    String pt = be(now, past, what.person) + " " + how.pt(what.gender, what.plural());
    String en = (past ? what.be.equals("are") ? "were" : "was" : what.be) + (denied ? " not" : "");
    boolean dropped = what.droppable && !past && random.nextBoolean();
    String very = random.nextInt(4) == 0 ? "muito" : "";
    pt = very.isEmpty() ? pt : pt.replaceFirst(" ", " muito ");
    return new Text((dropped ? "" : what.text.pt + " ") + (denied ? "não " : "") + pt, what.text.en + " " + en + (very.isEmpty() ? " " : " very ") + how.en);
  }

  private Text askedQuality() {
    Phrase what = noun(pick(TAGS), true);
    Adjective how = adjective(what.tag);
    String pt = what.text.pt + " " + be(how.tag.startsWith("now"), false, what.person) + " " + how.pt(what.gender, what.plural());
    return new Text(pt, what.be + " " + what.text.en + " " + how.en);
  }

  private Text existence() {
    Phrase what = noun(pick(List.of("thing", "animal", "person", "food", "drink", "text")), false);
    boolean past = random.nextInt(3) == 0;
    boolean denied = random.nextInt(4) == 0;
    String there = "there " + (past ? what.plural() ? "were" : "was" : what.be) + (denied ? " not " : " ");
    return new Text((denied ? "não " : "") + (past ? "havia " : "há ") + what.text.pt, there + what.text.en).then(place());
  }

  private Text comparison() {
    String tag = pick(TAGS);
    Phrase one = noun(tag, true);
    Phrase other = noun(tag, true);
    Adjective how = adjective(tag);
    while (how.tag.startsWith("now")) {
      how = adjective(tag);
    }
    String adjective = how.pt(one.gender, one.plural());
    String more = how.en.equals("big") ? one.plural() ? "maiores" : "maior" : how.en.equals("small") ? one.plural() ? "menores" : "menor" : "mais " + adjective;
    return new Text(one.text.pt + " " + be(false, false, one.person) + " " + more + " do que " + other.text.pt, one.text.en + " " + one.be + " " + how.comparative + " than " + other.text.en);
  }

  private Text wish() {
    Phrase who = subject();
    Verb verb = pick(VERBS.stream().filter(Verb::acts).toList());
    Phrase what = object(verb);
    boolean denied = random.nextInt(3) == 0;
    int form = who.person;
    String does = who.third() ? "does not " : "do not ";
    String s = who.third() ? "s" : "";
    Text how =
        switch (random.nextInt(4)) {
          case 0 -> new Text(new String[] {"quero", "quer", "queremos", "querem"}[form], denied ? does + "want to" : "want" + s + " to");
          case 1 -> new Text(new String[] {"posso", "pode", "podemos", "podem"}[form], denied ? "cannot" : "can");
          case 2 -> new Text(new String[] {"preciso", "precisa", "precisamos", "precisam"}[form], denied ? does + "need to" : "need" + s + " to");
          default -> new Text(new String[] {"devo", "deve", "devemos", "devem"}[form], denied ? "should not" : "should");
        };
    boolean dropped = who.droppable && random.nextBoolean();
    String pt = (dropped ? "" : who.text.pt + " ") + (denied ? "não " : "") + how.pt + " " + verb.infinitive + " " + with(verb, what);
    return new Text(pt, who.text.en + " " + how.en + " " + verb.en[0] + " " + what.text.en).then(random.nextBoolean() ? when("fut", false) : new Text("", ""));
  }

  private Text relative() {
    Phrase who = noun("person", true);
    Verb verb = pick(VERBS);
    Phrase what = object(verb);
    Adjective how = adjective("person");
    boolean denied = random.nextInt(4) == 0;
    String pt = who.text.pt + " que " + (denied ? "não " : "") + portuguese(verb, "pret", who.person) + " " + with(verb, what) + " " + be(how.tag.startsWith("now"), false, who.person) + " " + how.pt(who.gender, who.plural());
    return new Text(pt, who.text.en + " who " + english(verb, "pret", who, denied) + " " + what.text.en + " " + who.be + " " + how.en);
  }

  private Text toPronoun() {
    Phrase who = noun("person", true);
    Verb verb = pick(VERBS.stream().filter(v -> v.objects.contains("person") && v.preposition.isEmpty()).toList());
    Text whom = pick(List.of(new Text("me", "me"), new Text("nos", "us")));
    boolean denied = random.nextInt(3) == 0;
    String tense = pick(List.of("pret", "pret", "pres", "fut"));
    return new Text(
            who.text.pt + (denied ? " não " : " ") + whom.pt + " " + portuguese(verb, tense, who.person),
            who.text.en + " " + english(verb, tense, who, denied) + " " + whom.en)
        .then(when(tense, false));
  }

  // Verbs

  private static String portuguese(Verb verb, String tense, int person) {
    return switch (tense) {
      case "going" -> new String[] {"vou", "vai", "vamos", "vão"}[person] + " " + verb.infinitive;
      case "prog" -> be(true, false, person) + " " + verb.gerund;
      default -> verb.forms.get(tense)[person];
    };
  }

  private static String english(Verb verb, String tense, Phrase who, boolean denied) {
    String not = denied ? " not " : " ";
    String[] words = verb.en;
    return switch (tense) {
      case "pres" -> denied ? (who.third() ? "does" : "do") + not + words[0] : who.third() ? words[1] : words[0];
      case "pret" -> denied ? "did" + not + words[0] : words[2];
      case "fut" -> "will" + not + words[0];
      case "going" -> who.be + not + "going to " + words[0];
      case "prog" -> who.be + not + words[3];
      default -> "used to " + words[0];
    };
  }

  private static String be(boolean now, boolean past, int person) {
    String forms = now ? past ? "estava estava estávamos estavam" : "estou está estamos estão" : past ? "era era éramos eram" : "sou é somos são";
    return forms.split(" ")[person];
  }

  private static String with(Verb verb, Phrase what) {
    return verb.preposition.isEmpty() ? what.text.pt : verb.preposition + "+" + what.text.pt;
  }

  private Text when(String tense, boolean needed) {
    if (!needed && random.nextInt(5) < 2) {
      return random.nextInt(3) == 0 && !tense.equals("fut") ? place() : new Text("", "");
    }
    String list =
        switch (tense) {
          case "pret" -> "ontem=yesterday|na semana passada=last week|hoje de manhã=this morning|há dois dias=two days ago|há três anos=three years ago";
          case "fut", "going" -> "amanhã=tomorrow|hoje à noite=tonight|no próximo ano=next year|na próxima semana=next week";
          case "pres" -> "todos os dias=every day|aos domingos=on Sundays|de manhã=in the morning|toda semana=every week";
          case "prog" -> "agora=now|neste momento=at this moment";
          default -> "antigamente=in the old days|todos os dias=every day";
        };
    String[] pair = pick(Arrays.asList(list.split("\\|"))).split("=");
    return new Text(pair[0], pair[1]);
  }

  private Text place() {
    Noun place = pick(NOUNS.get("place"));
    return new Text("em+" + (place.gender == 'f' ? "a " : "o ") + place.pt, place.ens + " the " + place.en);
  }

  // Nouns

  private Phrase subject() {
    if (random.nextInt(5) < 2) {
      return switch (random.nextInt(8)) {
        case 0, 1 -> new Phrase(new Text("eu", "I"), 'm', 0, "am", true, "person");
        case 2, 3 -> new Phrase(new Text("nós", "we"), 'm', 2, "are", true, "person");
        case 4 -> new Phrase(new Text("ele", "he"), 'm', 1, "is", false, "person");
        case 5 -> new Phrase(new Text("ela", "she"), 'f', 1, "is", false, "person");
        case 6 -> new Phrase(new Text("eles", "they"), 'm', 3, "are", false, "person");
        default -> new Phrase(new Text("você", "you"), 'm', 1, "are", false, "person");
      };
    }
    return noun(random.nextInt(5) == 0 ? "animal" : "person", true);
  }

  private Phrase object(Verb verb) {
    return noun(pick(verb.objects), random.nextInt(4) > 0);
  }

  /**
   * @param known whether it is named as something known: "the", "my", "this"
   */
  private Phrase noun(String tag, boolean known) {
    Noun noun = pick(NOUNS.get(tag));
    boolean plural = !noun.pts.isEmpty() && random.nextInt(3) == 0;
    String pt = plural ? noun.pts : noun.pt;
    String en = plural ? noun.ens : noun.en;
    if (random.nextInt(3) == 0) {
      Adjective how = adjective(tag);
      while (how.tag.startsWith("now")) {
        how = adjective(tag);
      }
      pt = pt + " " + how.pt(noun.gender, plural);
      en = how.en + " " + en;
    }
    Text text = known ? known(noun, plural, pt, en) : unknown(noun, plural, pt, en);
    return new Phrase(text, noun.gender, plural ? 3 : 1, plural ? "are" : "is", false, tag);
  }

  private Text known(Noun noun, boolean plural, String pt, String en) {
    boolean f = noun.gender == 'f';
    String the = (f ? "a" : "o") + (plural ? "s" : "");
    int choice = random.nextInt(12);
    String s = plural ? "s" : "";
    if (choice == 0) {
      return new Text((f ? "minha" : "meu") + s + " " + pt, "my " + en);
    }
    if (choice == 1) {
      return new Text((f ? "nossa" : "nosso") + s + " " + pt, "our " + en);
    }
    if (choice == 2) {
      return new Text((plural ? f ? "estas" : "estes" : f ? "esta" : "este") + " " + pt, (plural ? "these " : "this ") + en);
    }
    if (choice == 3) {
      return new Text((plural ? f ? "aquelas" : "aqueles" : f ? "aquela" : "aquele") + " " + pt, (plural ? "those " : "that ") + en);
    }
    if (choice == 4) {
      String[] whose = pick(List.of("dele his", "dela her", "deles their")).split(" ");
      return new Text(the + " " + pt + " " + whose[0], whose[1] + " " + en);
    }
    if (choice == 5 && !noun.tag.equals("person")) {
      Noun owner = pick(NOUNS.get("person"));
      return new Text(the + " " + pt + " de+" + (owner.gender == 'f' ? "a " : "o ") + owner.pt, "the " + owner.en + "'s " + en);
    }
    return new Text(the + " " + pt, "the " + en);
  }

  private Text unknown(Noun noun, boolean plural, String pt, String en) {
    boolean f = noun.gender == 'f';
    if (noun.pts.isEmpty()) {
      return new Text((f ? "muita " : "muito ") + pt, "a lot of " + en);
    }
    if (plural) {
      String[] many = pick(List.of("dois duas two", "três três three", "muitos muitas many", "quatro quatro four")).split(" ");
      return new Text(many[f ? 1 : 0] + " " + pt, many[2] + " " + en);
    }
    return new Text((f ? "uma " : "um ") + pt, ("aeio".indexOf(en.charAt(0)) >= 0 || en.startsWith("ugly") ? "an " : "a ") + en);
  }

  private Adjective adjective(String tag) {
    return pick(ADJECTIVES.stream().filter(a -> Arrays.asList(a.tag.split(",")).contains(tag)).toList());
  }

  // Finish

  private static Text end(Text text, String mark) {
    return new Text(text.pt + mark, text.en + mark);
  }

  /** Contractions, spaces, a capital at the beginning. */
  private static String polish(String raw) {
    String text = raw;
    for (String[] pair : CONTRACTIONS) {
      text = text.replaceAll("(?<!\\p{L})" + pair[0] + "(?!\\p{L})", pair[1]);
    }
    text = text.replace("de+", "de ").replace("em+", "em ");
    text = text.replaceAll("\\s+", " ").replaceAll(" ([,.?])", "$1").strip();
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private <T> T pick(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private static final String[][] CONTRACTIONS = {
    {"de\\+(o|a|os|as)", "d$1"}, {"em\\+(o|a|os|as)", "n$1"},
    {"de\\+(est[ea]s?|aquel[ea]s?)", "d$1"}, {"em\\+(est[ea]s?|aquel[ea]s?)", "n$1"},
  };

  // Dictionary

  private static final List<String> TAGS = List.of("person", "animal", "thing", "thing", "text", "food", "drink", "open");

  private static final Map<String, List<Noun>> NOUNS =
      """
      person menino m boy | person menina f girl | person homem/homens m man/men | person mulher/mulheres f woman/women
      person médico m doctor | person professor/professores m teacher | person amigo m friend | person vizinha f neighbour
      person irmão m brother | person irmã f sister | person pai m father | person mãe f mother | person rainha f queen
      person rei m king | person criança f child/children | person aluna f student | person cozinheiro m cook
      animal gato m cat | animal cachorro m dog | animal cavalo m horse | animal vaca f cow | animal pássaro m bird
      animal rato m mouse/mice | animal ovelha f sheep/sheep | animal galinha f chicken
      thing carro m car | thing bicicleta f bicycle | thing chave f key | thing mesa f table | thing cadeira f chair
      thing bola f ball | thing camisa f shirt | thing sapato m shoe | thing relógio m watch/watches | thing mala f suitcase
      thing faca f knife/knives | thing flor/flores f flower | thing barco m boat | thing chapéu m hat | thing escova f brush/brushes
      text livro m book | text carta f letter | text jornal/jornais m newspaper | text revista f magazine | text história f story/stories
      food maçã f apple | food bolo m cake | food sopa f soup | food ovo m egg | food laranja f orange | food queijo m cheese
      food batata f potato/potatoes | food biscoito m biscuit
      drink água/ f water | drink leite/ m milk | drink café/ m coffee | drink suco/ m juice | drink chá/ m tea | drink vinho/ m wine
      open porta f door | open janela f window | open caixa f box/boxes | open gaveta f drawer | open loja f shop | open igreja f church/churches
      place cozinha f kitchen/in | place jardim m garden/in | place rua f street/in | place escola f school/at | place praia f beach/on
      place mercado m market/at | place ponte f bridge/on | place parque m park/in | place hospital m hospital/at | place ilha f island/on
      """
          .lines()
          .flatMap(line -> Arrays.stream(line.split(" \\| ")))
          .map(Pairs::noun)
          .collect(Collectors.groupingBy(Noun::tag));

  private static Noun noun(String line) {
    String[] part = line.strip().split(" ");
    String[] pt = part[1].split("/", -1);
    String[] en = part[3].split("/", -1);
    String plural = pt.length > 1 ? pt[1] : pt[0].equals("mãe") ? "mães" : pt[0] + "s";
    return new Noun(part[0], pt[0], plural, part[2].charAt(0), en[0], en.length > 1 ? en[1] : en[0] + "s");
  }

  private static final List<Adjective> ADJECTIVES =
      """
      thing,text,animal,food,open grande big bigger | thing,text,animal,food,open pequeno small smaller | thing,text,open novo new newer
      person,animal,thing,text,open velho old older | person,animal,thing,text,open bonito beautiful more+beautiful
      animal,thing,open feio ugly uglier | thing,text,food,drink caro expensive more+expensive | thing,text,food,drink barato cheap cheaper
      person alto tall taller | person rico rich richer | person,animal forte strong stronger | person simpático nice nicer
      person,animal feliz/felizes happy happier | person,animal triste sad sadder | text longo long longer | text interessante interesting more+interesting
      animal,thing,open branco white whiter | animal,thing,open preto black blacker | thing,open vermelho red redder | thing,open verde green greener
      thing,open amarelo yellow yellower | food,drink doce sweet sweeter | food,drink bom:boa:bons:boas good better
      now,person,animal cansado tired - | now,person,animal doente sick - | now,person ocupado busy - | now,thing,animal,open sujo dirty -
      now,thing,animal,open limpo clean - | now,thing quebrado broken - | now,open aberto open - | now,open fechado closed -
      now,food,drink quente hot - | now,food,drink frio cold - | now,person,animal,thing molhado wet -
      """
          .lines()
          .flatMap(line -> Arrays.stream(line.split(" \\| ")))
          .map(Pairs::adjective1)
          .toList();

  private static Adjective adjective1(String line) {
    String[] part = line.strip().split(" ");
    String word = part[1];
    String[] forms;
    if (word.contains(":")) {
      forms = word.split(":");
    } else if (word.endsWith("o")) {
      String stem = word.substring(0, word.length() - 1);
      forms = new String[] {word, stem + "a", stem + "os", stem + "as"};
    } else {
      String one = word.split("/")[0];
      String many = word.contains("/") ? word.split("/")[1] : one + "s";
      forms = new String[] {one, one, many, many};
    }
    return new Adjective(part[0], forms, part[2], part[3].replace('+', ' '));
  }

  /** Infinitive and preposition; English forms; what it is done to; irregular forms. "-" does not last. */
  private static final List<Verb> VERBS =
      """
      comprar; buy buys bought buying; thing text food drink
      vender; sell sells sold selling; thing text food
      encontrar; find finds found -; person animal thing text
      procurar; look+for looks+for looked+for looking+for; person animal thing text
      comer; eat eats ate eating; food food
      beber; drink drinks drank drinking; drink drink
      escrever; write writes wrote writing; text
      abrir; open opens opened opening; open
      fechar; close closes closed closing; open; pret fechei fechou fechamos fecharam
      lavar; wash washes washed washing; thing animal open
      ajudar; help helps helped helping; person animal
      chamar; call calls called calling; person animal
      amar; love loves loved -; person animal
      esperar; wait+for waits+for waited+for waiting+for; person
      pintar; paint paints painted painting; open thing
      desenhar; draw draws drew drawing; person animal thing open
      carregar; carry carries carried carrying; thing; pret carreguei carregou carregamos carregaram
      esconder; hide hides hid hiding; thing text food
      gostar de; like likes liked -; person animal thing text food drink
      precisar de; need needs needed -; person thing text
      ver; see sees saw -; person animal thing open; pres vejo vê vemos veem; pret vi viu vimos viram; imp via via víamos viam
      ler; read reads read reading; text; pres leio lê lemos leem; pret li leu lemos leram; imp lia lia líamos liam
      perder; lose loses lost losing; thing text animal; pres perco perde perdemos perdem
      conhecer; know knows knew -; person; pres conheço conhece conhecemos conhecem
      trazer; bring brings brought bringing; thing text food drink; pres trago traz trazemos trazem; pret trouxe trouxe trouxemos trouxeram; fut trarei trará traremos trarão
      fazer; make makes made making; thing; pres faço faz fazemos fazem; pret fiz fez fizemos fizeram; fut farei fará faremos farão
      """
          .lines()
          .map(Pairs::verb)
          .toList();

  private static Verb verb(String line) {
    String[] part = line.strip().split("; ");
    String[] name = part[0].split(" ");
    String infinitive = name[0].replace(";", "");
    String stem = infinitive.substring(0, infinitive.length() - 2);
    String vowel = infinitive.substring(infinitive.length() - 2, infinitive.length() - 1);
    Map<String, String[]> forms = new HashMap<>();
    String v = vowel.equals("i") ? "e" : vowel;
    forms.put("pres", forms(stem, "o", v, vowel + "mos", v + "m"));
    forms.put("pret", vowel.equals("a") ? forms(stem, "ei", "ou", "amos", "aram") : forms(stem, "i", vowel + "u", vowel + "mos", vowel + "ram"));
    forms.put("imp", vowel.equals("a") ? forms(stem, "ava", "ava", "ávamos", "avam") : forms(stem, "ia", "ia", "íamos", "iam"));
    forms.put("fut", forms(infinitive, "ei", "á", "emos", "ão"));
    for (int i = 3; i < part.length; i++) {
      String[] own = part[i].split(" ");
      forms.put(own[0], Arrays.copyOfRange(own, 1, 5));
    }
    String[] en = part[1].replace('+', '_').split(" ");
    for (int i = 0; i < en.length; i++) {
      en[i] = en[i].replace('_', ' ');
    }
    boolean acts = !en[3].equals("-");
    return new Verb(forms, infinitive, stem + vowel + "ndo", name.length > 1 ? name[1] : "", en, List.of(part[2].split(" ")), acts);
  }

  private static String[] forms(String stem, String... endings) {
    return Arrays.stream(endings).map(ending -> stem + ending).toArray(String[]::new);
  }
}
