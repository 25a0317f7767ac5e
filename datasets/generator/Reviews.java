import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Writes made-up reviews of products and films, one CSV row each, whose label hangs on the order of
 * the words and not on the words: negation, contrast, concession, expectation, comparison. The same
 * language, seed and count give the same bytes.
 *
 * <pre>java Reviews.java --language pt --seed 1 --count 4800 > reviews-pt.csv</pre>
 *
 * <p>The grammars stand at the end of this file. A line {@code name = a | b | c} gives the
 * alternatives of a name; {@code 3: a} makes an alternative three times as likely. A name may exist
 * for one polarity only ({@code adj+}, {@code adj-}) and for one domain only ({@code asp@film}). In
 * an alternative,
 *
 * <ul>
 *   <li>{@code <name>} is replaced by an alternative of that name, with the same polarity, and
 *       {@code <!name>} with the opposite one; no alternative stands twice in a text while there
 *       are others;
 *   <li>{@code noun#fp} ends a noun: what follows agrees with it (m, f and s, p);
 *   <li>{@code [s/p]} and {@code [ms/fs/mp/fp]} agree with the last noun;
 *   <li>{@code <^item>} prints nothing and makes the text's item the noun to agree with, {@code
 *       <item>} prints it; {@code <#ms>} sets the agreement by hand;
 *   <li>{@code {a/b}} is one of these at random;
 *   <li>{@code de+o} becomes the Portuguese contraction.
 * </ul>
 */
public final class Reviews {
  private static final List<String> DOMAINS = List.of("film", "film", "film", "gadget", "home", "wear", "bag");

  private final Map<String, List<String>> rules;
  private final Random random;
  private String domain;
  private String item;
  private char number;
  private char gender;
  private final Set<String> used = new HashSet<>();

  /** Whether the text at hand has two asides, which nobody writes. */
  private boolean clumsy;

  private Reviews(String grammar, long seed) {
    this.rules = parse(grammar);
    this.random = new Random(seed);
  }

  public static void main(String[] args) throws IOException {
    Map<String, String> options = new HashMap<>(Map.of("seed", "1", "count", "4800"));
    for (int i = 0; i < args.length; i += 2) {
      if (!Set.of("--language", "--seed", "--count").contains(args[i]) || i + 1 == args.length) {
        fail("unknown or unfinished option " + args[i]);
      }
      options.put(args[i].substring(2), args[i + 1]);
    }
    String language = options.getOrDefault("language", "");
    if (!language.equals("pt") && !language.equals("en")) {
      fail("--language must be pt or en");
    }
    boolean portuguese = language.equals("pt");
    Reviews reviews =
        new Reviews(portuguese ? PORTUGUESE : ENGLISH, Long.parseLong(options.get("seed")));
    String[] labels =
        portuguese
            ? new String[] {"positivo", "negativo"}
            : new String[] {"positive", "negative"};
    try (Writer out =
        new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8))) {
      reviews.write(Integer.parseInt(options.get("count")), labels, out);
    }
  }

  private static void fail(String message) {
    new PrintStream(System.err, true, StandardCharsets.UTF_8)
        .println(message + "; usage: java Reviews.java --language pt|en [--seed N] [--count N]");
    System.exit(2);
  }

  private void write(int count, String[] labels, Writer out) throws IOException {
    List<String> rows = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    int tries = 0;
    while (rows.size() < count) {
      if (++tries > 100L * count) {
        fail("the grammar has no " + count + " different texts");
      }
      boolean positive = rows.size() % 2 == 0;
      String text = text(positive);
      if (!clumsy && seen.add(text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L} ]", ""))) {
        rows.add('"' + text.replace("\"", "\"\"") + "\"," + labels[positive ? 0 : 1]);
      }
    }
    Collections.shuffle(rows, random);
    out.write("text,label\n");
    for (String row : rows) {
      out.write(row);
      out.write('\n');
    }
  }

  private String text(boolean positive) {
    used.clear();
    clumsy = false;
    item = null;
    domain = DOMAINS.get(random.nextInt(DOMAINS.size()));
    return polish(expand("text", positive));
  }

  /** Contractions, spaces, capitals. */
  private static String polish(String raw) {
    String text = raw;
    for (String[] pair : CONTRACTIONS) {
      text = text.replaceAll("(?<!\\p{L})" + pair[0] + "(?!\\p{L})", pair[1]);
    }
    text = text.replaceAll("\\s+", " ").replaceAll(" ([,.;:!?])", "$1").strip();
    StringBuilder out = new StringBuilder(text.length());
    boolean begin = true;
    for (char c : text.toCharArray()) {
      out.append(begin ? Character.toUpperCase(c) : c);
      begin = Character.isLetter(c) ? false : begin || c == '.' || c == '!';
    }
    return out.toString();
  }

  private String expand(String name, boolean positive) {
    List<String> alternatives = lookup(name, positive);
    String choice = alternatives.get(random.nextInt(alternatives.size()));
    for (int i = 0; i < 20 && used.contains(name + '=' + choice); i++) {
      choice = alternatives.get(random.nextInt(alternatives.size()));
    }
    used.add(name + '=' + choice);
    if (name.startsWith("fill") && !used.add("fill")) {
      clumsy = true;
    }
    return fill(choice, positive);
  }

  private List<String> lookup(String name, boolean positive) {
    String signed = name + (positive ? '+' : '-');
    for (String key : List.of(signed + '@' + domain, name + '@' + domain, signed, name)) {
      if (rules.containsKey(key)) {
        return rules.get(key);
      }
    }
    throw new IllegalStateException("no rule for " + name + " in " + domain);
  }

  private String fill(String pattern, boolean positive) {
    StringBuilder out = new StringBuilder();
    int i = 0;
    while (i < pattern.length()) {
      char c = pattern.charAt(i);
      if (c == '<') {
        int end = pattern.indexOf('>', i);
        out.append(slot(pattern.substring(i + 1, end), positive));
        i = end + 1;
      } else if (c == '[') {
        int end = pattern.indexOf(']', i);
        out.append(agree(pattern.substring(i + 1, end).split("/", -1)));
        i = end + 1;
      } else if (c == '{') {
        int end = pattern.indexOf('}', i);
        String[] choices = pattern.substring(i + 1, end).split("/", -1);
        out.append(fill(choices[random.nextInt(choices.length)], positive));
        i = end + 1;
      } else if (c == '#') {
        setAgreement(pattern.substring(i + 1));
        i = pattern.length();
      } else {
        out.append(c);
        i++;
      }
    }
    return out.toString();
  }

  private String slot(String slot, boolean positive) {
    if (slot.startsWith("!")) {
      return expand(slot.substring(1), !positive);
    }
    if (slot.startsWith("#")) {
      setAgreement(slot.substring(1));
      return "";
    }
    if (slot.equals("item") || slot.equals("^item")) {
      if (item == null) {
        List<String> items = lookup("item", positive);
        item = items.get(random.nextInt(items.size()));
      }
      String noun = fill(item, positive);
      return slot.startsWith("^") ? "" : noun;
    }
    return expand(slot, positive);
  }

  private void setAgreement(String features) {
    gender = features.charAt(0);
    number = features.charAt(features.length() - 1);
  }

  private String agree(String[] forms) {
    int plural = number == 'p' ? 1 : 0;
    return forms.length == 2 ? forms[plural] : forms[2 * plural + (gender == 'f' ? 1 : 0)];
  }

  private static Map<String, List<String>> parse(String grammar) {
    Map<String, List<String>> rules = new HashMap<>();
    for (String line : grammar.split("\n")) {
      if (line.isBlank()) {
        continue;
      }
      int equals = line.indexOf(" = ");
      List<String> alternatives = new ArrayList<>();
      for (String part : line.substring(equals + 3).split(" \\| ", -1)) {
        int colon = part.indexOf(": ");
        boolean weighted = colon > 0 && part.substring(0, colon).strip().matches("\\d+");
        int weight = weighted ? Integer.parseInt(part.substring(0, colon).strip()) : 1;
        String pattern = (weighted ? part.substring(colon + 2) : part).strip();
        alternatives.addAll(Collections.nCopies(weight, pattern.equals("-") ? "" : pattern));
      }
      rules.computeIfAbsent(line.substring(0, equals).strip(), k -> new ArrayList<>())
          .addAll(alternatives);
    }
    return rules;
  }

  private static final String[][] CONTRACTIONS = {
    {"de\\+o", "do"}, {"de\\+a", "da"}, {"de\\+os", "dos"}, {"de\\+as", "das"},
    {"em\\+o", "no"}, {"em\\+a", "na"}, {"em\\+os", "nos"}, {"em\\+as", "nas"},
    {"com\\+o", "com o"}, {"com\\+a", "com a"}, {"com\\+os", "com os"}, {"com\\+as", "com as"},
  };

  private static final String PORTUGUESE =
      """
      text = 2: <body><end> | <opener>. <body><end>
      end = 4: . | ! | -
      body = 12: <plain> | 6: <contrast> | 4: <concession> | 3: <correction> | 3: <irrealis> | 3: <comparison> | 3: <scope> | 2: <mixed>

      plain = <clause> | <clause>, e <clause> | <clause>. <fillc>, <clause> | <clause>. <verdict> | <verdict>: <clause>
      contrast = 3: <!clause>, <but> <clause> | <!clause>, <but>, <fill>, <clause> | <fillc>, <!clause>, <but> <clause> | <!clause>. <yet>, <clause> | <!begin>, <but> <clause> | <!begin>, <but>, <fill>, <clause>
      contrast = 2: <!clause> e <!clause>, <but> <clause>
      begin+ = começa {muito/bastante/} bem | {de início/à primeira vista} anima | promete muito | tinha tudo para dar certo
      begin- = começa {muito/bastante/} mal | {de início/à primeira vista} assusta | não promete muito | tinha tudo para dar errado
      but = 4: mas | porém | só que | no entanto | contudo | todavia
      yet = Mesmo assim | Ainda assim | Apesar disso | No entanto | Mas
      concession = embora <!sub>, <clause> | <clause>, embora <!sub> | apesar de <asp> ser[/em] <!desc>, <clause> | <clause>, apesar de <asp> ser[/em] <!desc> | ainda que <!sub>, <clause> | <clause>, ainda que <!sub> | mesmo <asp> sendo <!desc>, <clause> | <clause>, mesmo <asp> sendo <!desc>
      correction = <asp> não [é/são] <!bare>, [é/são] <desc> | <asp> [é/são] <desc>, não <!bare> | <asp> [é/são] <desc>, e não <!bare> | <asp> não [é/são], <fill>, <!desc>: [é/são] <desc> | em vez de <!bare>, <asp> [é/são] <desc> | <asp> [é/são] <desc>, em vez de <!bare> | <asp> [é/são] tudo menos <!mod>; [é/são] <desc>
      irrealis = <hoped> que <asp> [fosse/fossem] <!desc>, <but> [é/são] <desc> | <hoped> que <asp> [fosse/fossem] <!desc>, <but>, <fill>, [é/são] <desc> | <asp> [é/são] <desc>, e {olha/pensar} que <hoped> que [fosse/fossem] <!desc> | <said> que <asp> [era/eram] <!desc>, <but> <clause> | <said> que <asp> [era/eram] <!desc>; <nottrue>, [é/são] <desc> | <asp> [é/são] <desc>, e <said> que [era/eram] <!desc> | as críticas diziam que <asp> [era/eram] <!desc>; <fill>, achei <desc>
      hoped = eu esperava | imaginei | eu pensava | achei | eu jurava | supus
      said = disseram | me garantiram | li por aí | um amigo comentou | todo mundo dizia | os comentários diziam
      nottrue = na verdade | na prática | de perto | para mim | depois de ver com calma
      comparison = <^item>est[e/a/es/as] <item> [é/são] <much> <better> do que [o anterior/a anterior/os anteriores/as anteriores] | <^item>[o/a/os/as] <item> anterio[r/res] [era/eram] <much> <!better> do que est[e/a/es/as] | <^item>[o anterior/a anterior/os anteriores/as anteriores] [era/eram] <!desc>, est[e/a/es/as] <item> [é/são] <desc> | <^item>est[e/a/es/as] <item> [é/são] <desc>, [o anterior/a anterior/os anteriores/as anteriores] [era/eram] <!desc> | <swap> | <asp> [é/são] <much> <better> do que eu esperava | eu esperava algo <much> <!better> do que isto: <clause>
      swap = <^item>troquei [um/uma/uns/umas] <item> <!desc> por [um/uma/uns/umas] <desc> | <^item>comprei [um/uma/uns/umas] <item> <desc> no lugar de [um/uma/uns/umas] <!desc>
      swap@film = <^item>depois de [um/uma/uns/umas] <item> <!desc>, est[e/a/es/as] é <desc> | <^item>est[e/a/es/as] <item> é <desc>, ao contrário [do anterior/da anterior/dos anteriores/das anteriores], que era <!desc>
      much = muito | bem | infinitamente | claramente
      better+ = melhor[/es]
      better- = pior[/es]
      scope = 2: <deny> que <asp> [seja/sejam] <!bare> | <deny>, <fill>, que <asp> [seja/sejam] <!bare> | <denytwo> que <asp> não me <pleased> | <nodoubt> que <asp> [é/são] <desc> | <nodeny>, <fill>, que <asp> [é/são] <desc> | <nodoubt> que <asp> não [é/são] <neg> | ninguém vai me convencer de que <asp> [é/são] <!desc>
      deny = não posso dizer | não acho | não diria | não dá para dizer | não acredito | nunca vou dizer
      denytwo = não posso dizer | não vou dizer | não seria justo dizer | não é verdade | não dá para dizer
      nodoubt = não dá para negar | ninguém pode negar | não há como negar | não tenho dúvida de | não nego | nunca neguei
      nodeny = não dá para negar | ninguém pode negar | não há como negar | não nego | nunca neguei
      mixed = <clause>, <!clause>; <sum>, <verdict> | <!clause>, <clause>; <sum>, <verdict> | <!clause> e <!clause>; <sum>, porém, <verdict> | <sum>, <verdict>, <but> <!clause>
      sum = no fim das contas | no geral | no balanço final | somando tudo | resumindo

      clause = 4: <asp> [é/são] <desc> | 3: <asp> não [é/são] <neg> | <asp> [está/estão] longe de ser <!bare> | achei <asp> <desc> | não achei <asp> <neg> | <asp><fillin> [é/são] <desc> | 2: <asp> me <pleased> | 2: <asp> não me <!pleased> | <asp>, <fill>, não me <!pleased> | <asp> em nenhum momento me <!pleased> | <liked> | <notliked>
      sub = 3: <asp> [seja/sejam] <desc> | <asp> não [seja/sejam] <neg>
      desc = 3: <ext> | <advx> <ext> | 2: <advm> <mod> | <mod>
      neg = nada <!mod> | nem um pouco <!mod> | <!mod> de jeito nenhum | <!mod>, <fill> | de forma alguma <!mod> | <fillin> <!mod>
      bare = <ext> | <mod>
      advx = realmente | simplesmente | de fato | sem dúvida
      advm = muito | bastante | realmente | de fato
      fill = sinceramente | na minha opinião | a meu ver | para ser justo | confesso | para o meu gosto | convenhamos | pensando bem | no fim
      fillc = sinceramente | na minha opinião | a meu ver | para ser justo | para o meu gosto | pensando bem
      fillin = , a meu ver, | , para o meu gosto, | , sinceramente, | , na minha opinião,
      liked+ = gostei {/muito/bastante} de+<asp> | adorei <asp> | curti {/muito} <asp> | aprovei <asp>
      liked- = detestei <asp> | odiei <asp> | reprovei <asp> | enjoei {/logo/rápido} de+<asp>
      notliked+ = não enjoei de+<asp> | não reclamo de+<asp> | não tenho queixa de+<asp>
      notliked- = não gostei {/nada/muito} de+<asp> | não curti {/nada} <asp> | não aprovei <asp>
      pleased+ = agrad[ou/aram] | encant[ou/aram] | conquist[ou/aram] | convenc[eu/eram] | anim[ou/aram] | satisf[ez/izeram]
      pleased- = decepcion[ou/aram] | irrit[ou/aram] | frustr[ou/aram] | aborrec[eu/eram] | desagrad[ou/aram] | cans[ou/aram]
      verdict+ = recomendo {/muito} | valeu a pena | fiquei content{e/e demais} | não me arrependo | não foi dinheiro perdido | eu indicaria a qualquer pessoa | eu repetiria a dose
      verdict- = não recomendo | não valeu a pena | fiquei chateado | eu me arrependo | foi dinheiro perdido | eu não indicaria a ninguém | eu não repetiria a dose
      verdict+ = recomendo a quem perguntar | valeu cada centavo | não perdi meu tempo | não fiquei chateado
      verdict- = não recomendo a quem perguntar | não valeu um centavo | perdi meu tempo | não fiquei contente

      ext+ = ótim[o/a/os/as] | excelente[/s] | maravilhos[o/a/os/as] | fantástic[o/a/os/as] | incríve[l/is] | impecáve[l/is] | perfeit[o/a/os/as] | sensaciona[l/is] | magnífic[o/a/os/as]
      ext- = péssim[o/a/os/as] | horríve[l/is] | terríve[l/is] | pavoros[o/a/os/as] | desastros[o/a/os/as] | lamentáve[l/is] | vergonhos[o/a/os/as] | ridícul[o/a/os/as]
      mod+ = bo[m/a/ns/as] | agradáve[l/is] | caprichad[o/a/os/as] | satisfatóri[o/a/os/as] | convincente[/s] | adequad[o/a/os/as]
      mod- = rui[m/m/ns/ns] | frac[o/a/os/as] | decepcionante[/s] | frustrante[/s] | inadequad[o/a/os/as] | medíocre[/s]
      mod+@film = bo[m/a/ns/as] | agradáve[l/is] | caprichad[o/a/os/as] | interessante[/s] | envolvente[/s] | emocionante[/s] | inteligente[/s]
      mod-@film = rui[m/m/ns/ns] | frac[o/a/os/as] | decepcionante[/s] | irritante[/s] | chat[o/a/os/as] | previsíve[l/is] | confus[o/a/os/as]

      asp@film = o roteiro#ms | o elenco#ms | a trilha sonora#fs | a fotografia#fs | o final#ms | a direção#fs | a história#fs | os diálogos#mp | as atuações#fp | o protagonista#ms | os personagens#mp | as cenas de ação#fp | a montagem#fs | o figurino#ms | a dublagem#fs | o começo#ms | a vilã#fs | os efeitos especiais#mp
      item@film = filme#ms | série#fs | suspense#ms | comédia#fs | drama#ms | romance#ms
      opener@film = Assisti ontem {com a família/no cinema/em casa/sozinho} | Vi <^item>est[e/a/es/as] <item> {no domingo/numa sessão lotada/com dois amigos/no avião} | Escolhi <^item>[o/a/os/as] <item> pelo {cartaz/trailer/título} | Sobre <^item>[o/a/os/as] <item> que vi no {sábado/feriado}

      asp@gadget = a bateria#fs | a tela#fs | a câmera#fs | o som#ms | o visor#ms | o acabamento#ms | o desempenho#ms | os alto-falantes#mp | as configurações#fp | o aplicativo#ms | o carregador#ms | o microfone#ms | a imagem#fs | o manual#ms | os botões#mp | a embalagem#fs
      item@gadget = celular#ms | notebook#ms | tablet#ms | telefone#ms | computador portátil#ms
      opener@gadget = Comprei <^item>est[e/a/es/as] <item> {há duas semanas/para trabalhar/em março/na loja do bairro} | Uso <^item>[o/a/os/as] <item> {todo dia/há três meses/no escritório} | Ganhei <^item>[um/uma/uns/umas] <item> {de aniversário/no Natal/do meu irmão}

      asp@home = o motor#ms | a tampa#fs | o cabo#ms | o material#ms | o acabamento#ms | as instruções#fp | a potência#fs | a base#fs | os acessórios#mp | o painel#ms | os botões#mp | a montagem#fs | o design#ms | a pintura#fs | as peças#fp | o encaixe#ms | a vedação#fs
      item@home = liquidificador#ms | panela elétrica#fs | cafeteira#fs | fritadeira#fs | aspirador#ms | ventilador#ms | batedeira#fs | chaleira elétrica#fs | torradeira#fs
      opener@home = Comprei <^item>est[e/a/es/as] <item> {para a casa nova/há um mês/pela internet} | Uso <^item>[o/a/os/as] <item> {toda semana/desde janeiro/na cozinha} | Dei <^item>[o/a/os/as] <item> {à minha mãe/de presente à vizinha}

      asp@wear = o tecido#ms | a costura#fs | o caimento#ms | a cor#fs | o zíper#ms | os bolsos#mp | o forro#ms | o acabamento#ms | a estampa#fs | as medidas#fp | o corte#ms | a modelagem#fs | os botões#mp
      item@wear = camisa#fs | jaqueta#fs | calça#fs | vestido#ms | casaco#ms | saia#fs | bermuda#fs | blusa#fs
      opener@wear = Comprei <^item>est[e/a/es/as] <item> {para viajar/no tamanho de sempre/pelo site} | Usei <^item>[o/a/os/as] <item> {duas vezes/no trabalho/na viagem} | Pedi <^item>[o/a/os/as] <item> {em azul/em preto/na semana passada}

      asp@bag = as alças#fp | o zíper#ms | os bolsos#mp | o forro#ms | a costura#fs | o tecido#ms | o fecho#ms | as divisórias#fp | o tamanho#ms | o acabamento#ms | o material#ms | a cor#fs
      item@bag = mochila#fs | bolsa#fs | mala#fs | carteira#fs | pasta#fs
      opener@bag = Comprei <^item>est[e/a/es/as] <item> {para a viagem/para a escola/num quiosque} | Levei <^item>[o/a/os/as] <item> {ao trabalho/para a praia/na excursão} | Ganhei <^item>[um/uma/uns/umas] <item> {do meu pai/no Natal/no sorteio}
      """;

  private static final String ENGLISH =
      """
      text = 2: <body><end> | <opener>. <body><end>
      end = 4: . | ! | -
      body = 12: <plain> | 6: <contrast> | 4: <concession> | 3: <correction> | 3: <irrealis> | 3: <comparison> | 3: <scope> | 2: <mixed>

      plain = <clause> | <clause>, and <clause> | <clause>. <fillc>, <clause> | <clause>. <verdict> | <verdict>: <clause>
      contrast = 3: <!clause>, <but> <clause> | <!clause>, <but>, <fill>, <clause> | <fillc>, <!clause>, <but> <clause> | <!clause>. <yet>, <clause> | <!begin>, <but> <clause> | <!begin>, <but>, <fill>, <clause>
      contrast = 2: <!clause> and <!clause>, <but> <clause>
      begin+ = it starts {very/really/} well | at first it looks promising | it promised a lot | on paper it had everything to succeed
      begin- = it starts {very/really/} badly | at first it looks alarming | it did not promise much | on paper it had everything to fail
      but = 4: but | yet | and yet
      yet = Even so | Still | In spite of that | However | Nevertheless
      concession = although <!simple>, <clause> | <clause>, although <!simple> | even though <!simple>, <clause> | <clause>, even though <!simple> | despite <asp> being <!desc>, <clause> | <clause>, despite <asp> being <!desc> | while <!simple>, <clause>
      correction = <asp> [is/are] not <!bare>, but <desc> | <asp> [is/are] <desc>, not <!bare> | <asp> [is/are] <desc>, and not <!bare> | <asp> [is/are] not, <fill>, <!desc>: [it is/they are] <desc> | instead of <!bare>, <asp> [is/are] <desc> | <asp> [is/are] <desc> instead of <!bare> | <asp> [is/are] anything but <!mod>; [it is/they are] <desc>
      irrealis = <hoped> <asp> would be <!desc>, but [it is/they are] <desc> | <hoped> <asp> would be <!desc>, but, <fill>, [it is/they are] <desc> | <asp> [is/are] <desc>, and to think that <hoped> [it/they] would be <!desc> | <said> that <asp> [was/were] <!desc>, but <clause> | <said> that <asp> [was/were] <!desc>; <nottrue>, [it is/they are] <desc> | <asp> [is/are] <desc>, when <said> that [it was/they were] <!desc> | the critics wrote that <asp> [was/were] <!desc>; <fill>, I found [it/them] <desc>
      hoped = I expected that | I imagined that | I thought that | I was sure that | I assumed that
      said = I was told | I read somewhere | a friend assured me | everybody said | the comments claimed
      nottrue = in truth | in practice | up close | to me | on a second look
      comparison = <^item>this <item> is <much> <better> than the previous one | the previous <item> was <much> <!better> than this one | the previous one was <!desc>, this <item> is <desc> | this <item> is <desc>, the previous one was <!desc> | <swap> | <asp> [is/are] <much> <better> than I expected | I expected something <much> <!better> than this: <clause>
      swap = I traded <anitem> that was <!desc> for one that is <desc> | I bought one that is <desc> to replace <anitem> that was <!desc>
      swap@film = after <anitem> that was <!desc>, this one is <desc> | this <item> is <desc>, unlike the previous one, which was <!desc>
      anitem = a <item>
      much = much | far | a lot | clearly | way
      better+ = better
      better- = worse
      scope = 2: <deny> that <asp> [is/are] <!bare> | <deny>, <fill>, that <asp> [is/are] <!bare> | <denytwo> that <asp> did not <please> me | <nodoubt> that <asp> [is/are] <desc> | <nodoubt>, <fill>, that <asp> [is/are] <desc> | <nodoubt> that <asp> [is/are] not <neg> | nobody will convince me that <asp> [is/are] <!desc>
      deny = I cannot say | I do not think | I would not say | it cannot be said | I do not believe | I will never say
      denytwo = I cannot say | I will not say | it would not be fair to say | it is not true | nobody can say
      nodoubt = I cannot deny | nobody can deny | there is no denying | I have no doubt | I do not deny | I never denied
      mixed = <clause>, <!clause>; <sum>, <verdict> | <!clause>, <clause>; <sum>, <verdict> | <!clause> and <!clause>; <sum>, however, <verdict> | <sum>, <verdict>, but <!clause>
      sum = in the end | overall | on balance | all things considered | to sum up

      clause = 4: <asp> [is/are] <desc> | 3: <asp> [is/are] not <neg> | <asp> [is/are] far from <!bare> | I found <asp> <desc> | I did not find <asp> <neg> | <asp><fillin> [is/are] <desc> | 2: <asp> <pleased> me | 2: <asp> did not <!please> me | <asp>, <fill>, did not <!please> me | <asp> at no point <!pleased> me | <liked> | <notliked>
      simple = 3: <asp> [is/are] <desc> | <asp> [is/are] not <neg>
      desc = 3: <ext> | <advx> <ext> | 2: <advm> <mod> | <mod>
      neg = at all <!mod> | the least bit <!mod> | <!mod> at all | <!mod>, <fill> | in any way <!mod> | <fillin> <!mod>
      bare = <ext> | <mod>
      advx = really | simply | truly | absolutely
      advm = very | quite | really | truly | rather
      fill = honestly | in my opinion | to be fair | I must admit | for my taste | frankly | come to think of it | in the end
      fillc = honestly | in my opinion | to be fair | for my taste | frankly | come to think of it
      fillin = , in my opinion, | , for my taste, | , honestly, | , frankly,
      liked+ = I {really/quite/} liked <asp> | I loved <asp> | I {really/quite/} enjoyed <asp> | I admired <asp>
      liked- = I {really/quite/} disliked <asp> | I hated <asp> | I {soon/quickly/} got tired of <asp> | I despised <asp>
      notliked+ = I did not get tired of <asp> | I do not complain about <asp> | I have no complaints about <asp>
      notliked- = I did not {really/much/} like <asp> | I did not {really/} enjoy <asp> | I did not admire <asp>
      pleased+ = pleased | charmed | impressed | convinced | delighted | satisfied
      pleased- = disappointed | irritated | frustrated | annoyed | bothered | displeased
      please+ = please | charm | impress | convince | delight | satisfy
      please- = disappoint | irritate | frustrate | annoy | bother | displease
      verdict+ = I {would happily/do/can} recommend <^item>this <item> | it was worth it | I am {quite/very/} happy | I do not regret it | it was not wasted money | I would suggest it to anyone | it was worth every penny | it was not a waste of my time | I have no regrets
      verdict- = I {would not/do not/cannot} recommend <^item>this <item> | it was not worth it | I am not {quite/very/} happy | I regret it | it was wasted money | I would not suggest it to anyone | it was not worth a penny | it was a waste of my time | I have many regrets

      ext+ = excellent | wonderful | fantastic | incredible | flawless | perfect | superb | great | amazing
      ext- = terrible | horrible | dreadful | disastrous | awful | lamentable | shameful | ridiculous | appalling
      mod+ = good | pleasant | solid | satisfying | convincing | adequate
      mod- = bad | weak | disappointing | frustrating | inadequate | mediocre
      mod+@film = good | pleasant | clever | interesting | engaging | moving
      mod-@film = bad | weak | disappointing | predictable | confusing | boring

      asp@film = the script#s | the cast#s | the soundtrack#s | the photography#s | the ending#s | the direction#s | the story#s | the dialogues#p | the performances#p | the lead actor#s | the characters#p | the action scenes#p | the editing#s | the costumes#p | the dubbing#s | the opening#s | the villain#s | the special effects#p
      item@film = film#s | series#s | thriller#s | comedy#s | drama#s | romance#s
      opener@film = I watched it yesterday {with my family/at the cinema/at home/on my own} | I saw this <item> {on Sunday/in a packed theatre/with two friends/on a plane} | I chose the <item> by its {poster/trailer/title} | About the <item> I saw on {Saturday/Friday}

      asp@gadget = the battery#s | the screen#s | the camera#s | the sound#s | the casing#s | the finish#s | the performance#s | the speakers#p | the settings#p | the app#s | the charger#s | the microphone#s | the picture#s | the manual#s | the buttons#p | the packaging#s
      item@gadget = phone#s | notebook#s | tablet#s | laptop#s | smartphone#s
      opener@gadget = I bought this <item> {two weeks ago/for work/in March/at the corner shop} | I use the <item> {every day/at the office/when I travel} | I got a <item> {for my birthday/at Christmas/from my brother}

      asp@home = the motor#s | the lid#s | the cord#s | the material#s | the finish#s | the instructions#p | the power#s | the base#s | the accessories#p | the panel#s | the buttons#p | the assembly#s | the design#s | the paint#s | the parts#p | the seal#s
      item@home = blender#s | pressure cooker#s | coffee maker#s | fryer#s | vacuum cleaner#s | fan#s | mixer#s | kettle#s | toaster#s
      opener@home = I bought this <item> {for the new house/a month ago/online} | I use the <item> {every week/in the kitchen/on Sundays} | I gave the <item> {to my mother/to the neighbours}

      asp@wear = the fabric#s | the stitching#s | the fit#s | the colour#s | the zip#s | the pockets#p | the lining#s | the finish#s | the print#s | the measurements#p | the cut#s | the buttons#p | the sleeves#p
      item@wear = shirt#s | jacket#s | dress#s | coat#s | cardigan#s | blouse#s | raincoat#s
      opener@wear = I bought this <item> {for a trip/in my usual size/from the website} | I wore the <item> {twice/to work/on the trip} | I ordered the <item> {in blue/in black/last week}

      asp@bag = the straps#p | the zip#s | the pockets#p | the lining#s | the stitching#s | the fabric#s | the clasp#s | the compartments#p | the size#s | the finish#s | the material#s | the colour#s
      item@bag = backpack#s | handbag#s | suitcase#s | wallet#s | briefcase#s
      opener@bag = I bought this <item> {for a trip/for school/at a market stall} | I took the <item> {to work/to the beach/on a tour} | I got a <item> {from my father/at Christmas/in a raffle}
      """;
}
