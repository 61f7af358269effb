import eu.europa.esig.dss.diagnostic.DiagnosticData;
import eu.europa.esig.dss.diagnostic.PDFRevisionWrapper;
import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import eu.europa.esig.dss.diagnostic.TimestampWrapper;
import eu.europa.esig.dss.diagnostic.jaxb.XmlObjectModification;
import eu.europa.esig.dss.jaxb.object.Message;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.model.policy.ValidationPolicy;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.pades.validation.PDFDocumentValidator;
import eu.europa.esig.dss.policy.ValidationPolicyFacade;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.spi.x509.revocation.crl.ExternalResourcesCRLSource;
import eu.europa.esig.dss.validation.reports.Reports;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Usage: DssJudge TRUST.pem TIME POLICY CRLS FILE... — one line of JSON per file. TIME is ISO 8601, or `now`. POLICY
 * is `default`, or `fresh`: the default one, which also asks that the signer's list be younger than the week it speaks
 * for. CRLS is a comma-separated list of DER files, or `-`. Offline on purpose: no AIA, OCSP or CRL source but these.
 */
public final class DssJudge {
  public static void main(String[] args) throws Exception {
    List<CertificateToken> anchors = new ArrayList<>();
    try (InputStream pem = Files.newInputStream(Path.of(args[0]))) {
      for (Certificate certificate : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
        anchors.add(new CertificateToken((X509Certificate) certificate));
      }
    }
    Date at = args[1].equals("now") ? null : Date.from(Instant.parse(args[1]));
    boolean fresh = args[2].equals("fresh");
    String[] lists = args[3].equals("-") ? new String[0] : args[3].split(",");
    for (int i = 4; i < args.length; i++) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("file", args[i]);
      long started = System.nanoTime();
      try {
        judge(new File(args[i]), anchors, at, fresh, lists, line);
      } catch (Exception failure) {
        line.put("error", failure.getClass().getSimpleName() + ": " + failure.getMessage());
      }
      line.put("ms", (System.nanoTime() - started) / 1e6);
      System.out.println(JsonLine.of(line));
    }
  }

  private static void judge(
      File file, List<CertificateToken> anchors, Date at, boolean fresh, String[] lists, Map<String, Object> line)
      throws Exception {
    CommonTrustedCertificateSource trusted = new CommonTrustedCertificateSource();
    anchors.forEach(trusted::addCertificate);
    CommonCertificateVerifier verifier = new CommonCertificateVerifier();
    verifier.setAIASource(null);
    verifier.setCrlSource(lists.length == 0 ? null : listsOf(lists));
    verifier.setOcspSource(null);
    verifier.addTrustedCertSources(trusted);

    PDFDocumentValidator validator = new PDFDocumentValidator(new FileDocument(file));
    validator.setCertificateVerifier(verifier);
    if (at != null) validator.setValidationTime(at);
    Reports reports = fresh ? validator.validateDocument(freshPolicy()) : validator.validateDocument();
    SimpleReport simple = reports.getSimpleReport();
    DiagnosticData data = reports.getDiagnosticData();

    List<Object> signatures = new ArrayList<>();
    for (SignatureWrapper signature : data.getSignatures()) {
      Map<String, Object> entry = verdict(simple, signature.getId());
      entry.put("level", String.valueOf(simple.getSignatureFormat(signature.getId())));
      entry.put("signedBy", simple.getSignedBy(signature.getId()));
      entry.put("bestSignatureTime", instant(simple.getBestSignatureTime(signature.getId())));
      modifications(signature.getPDFRevision(), entry);
      signatures.add(entry);
    }
    List<Object> timestamps = new ArrayList<>();
    for (TimestampWrapper timestamp : data.getNonEvidenceRecordTimestamps()) {
      Map<String, Object> entry = verdict(simple, timestamp.getId());
      entry.put("type", String.valueOf(timestamp.getType()));
      entry.put("time", instant(timestamp.getProductionTime()));
      modifications(timestamp.getPDFRevision(), entry);
      timestamps.add(entry);
    }
    line.put("signatures", signatures);
    line.put("timestamps", timestamps);
  }

  private static ExternalResourcesCRLSource listsOf(String[] paths) throws IOException {
    InputStream[] lists = new InputStream[paths.length];
    for (int i = 0; i < paths.length; i++) lists[i] = new ByteArrayInputStream(Files.readAllBytes(Path.of(paths[i])));
    return new ExternalResourcesCRLSource(lists);
  }

  private static ValidationPolicy freshPolicy() throws Exception {
    try (InputStream xml = DssJudge.class.getResourceAsStream("/policy/constraint.xml")) {
      String text = new String(xml.readAllBytes(), StandardCharsets.UTF_8);
      // Weekly lists of the signers' CA, with a day of grace.
      String strict =
          text.replaceFirst("<RevocationFreshness [^>]*/>", "<RevocationFreshness Level=\"FAIL\" Unit=\"DAYS\" Value=\"8\" />");
      if (strict.equals(text)) throw new IOException("the default policy no longer names RevocationFreshness");
      return ValidationPolicyFacade.newFacade().getValidationPolicy(new ByteArrayInputStream(strict.getBytes(StandardCharsets.UTF_8)));
    }
  }

  private static Map<String, Object> verdict(SimpleReport simple, String id) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("indication", String.valueOf(simple.getIndication(id)));
    entry.put("subIndication", simple.getSubIndication(id) == null ? null : simple.getSubIndication(id).toString());
    entry.put("errors", texts(simple.getAdESValidationErrors(id)));
    entry.put("warnings", texts(simple.getAdESValidationWarnings(id)));
    return entry;
  }

  /** What DSS sees changed after this revision; null for a token which is not a PDF revision of its own. */
  private static void modifications(PDFRevisionWrapper revision, Map<String, Object> entry) {
    if (revision == null) {
      entry.put("modifications", null);
      return;
    }
    Map<String, Object> found = new LinkedHashMap<>();
    found.put("undefined", changes(revision.getPdfUndefinedChanges()));
    found.put("annotation", changes(revision.getPdfAnnotationChanges()));
    found.put("formFill", changes(revision.getPdfSignatureOrFormFillChanges()));
    found.put("extension", changes(revision.getPdfExtensionChanges()));
    found.put("visualDifferencePages", revision.getPdfVisualDifferenceConcernedPages());
    found.put("pageDifferencePages", revision.getPdfPageDifferenceConcernedPages());
    found.put("annotationOverlapPages", revision.getPdfAnnotationsOverlapConcernedPages());
    found.put("byteRangeValid", revision.isSignatureByteRangeValid());
    found.put("fields", revision.getSignatureFieldNames());
    entry.put("modifications", found);
  }

  private static List<String> changes(List<XmlObjectModification> modifications) {
    List<String> out = new ArrayList<>();
    for (XmlObjectModification change : modifications) out.add(change.getAction() + " " + change.getValue());
    return out;
  }

  private static List<String> texts(List<Message> messages) {
    List<String> out = new ArrayList<>();
    for (Message message : messages) out.add(message.getKey() + ": " + message.getValue());
    return out;
  }

  private static String instant(Date date) {
    return date == null ? null : date.toInstant().toString();
  }
}
