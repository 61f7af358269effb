import java.io.File;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Usage: VeraJudge FLAVOUR FILE... (flavour as veraPDF names it: 2a, 2b, ua1) — one line of JSON per file. */
public final class VeraJudge {
  public static void main(String[] args) throws Exception {
    PDFAFlavour flavour = PDFAFlavour.fromString(args[0]);
    if (flavour == PDFAFlavour.NO_FLAVOUR) throw new IllegalArgumentException("veraPDF knows no flavour " + args[0]);
    VeraGreenfieldFoundryProvider.initialise();
    for (int i = 1; i < args.length; i++) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("file", args[i]);
      try {
        judge(new File(args[i]), flavour, line);
      } catch (Exception failure) {
        line.put("error", failure.getClass().getSimpleName() + ": " + failure.getMessage());
      }
      System.out.println(JsonLine.of(line));
    }
  }

  private static void judge(File file, PDFAFlavour flavour, Map<String, Object> line) throws Exception {
    try (PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour)) {
      PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, 20, false, true, false);
      ValidationResult result = validator.validate(parser);
      Map<String, Object> failures = new LinkedHashMap<>();
      for (TestAssertion assertion : result.getTestAssertions()) {
        if (assertion.getStatus() != TestAssertion.Status.FAILED) continue;
        String clause = assertion.getRuleId().getClause();
        int test = assertion.getRuleId().getTestNumber();
        if (failures.containsKey(clause + "-" + test)) continue;
        Map<String, Object> failure = new LinkedHashMap<>();
        failure.put("clause", clause);
        failure.put("test", test);
        failure.put("description", assertion.getMessage());
        failure.put("found", assertion.getErrorMessage());
        failure.put("where", assertion.getLocation() == null ? null : assertion.getLocation().getContext());
        failures.put(clause + "-" + test, failure);
      }
      line.put("compliant", result.isCompliant());
      line.put("assertions", result.getTotalAssertions());
      line.put("failures", new ArrayList<>(failures.values()));
    }
  }
}
