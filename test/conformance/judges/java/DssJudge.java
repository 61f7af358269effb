import eu.europa.esig.dss.diagnostic.DiagnosticData;
import eu.europa.esig.dss.diagnostic.PDFRevisionWrapper;
import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import eu.europa.esig.dss.diagnostic.TimestampWrapper;
import eu.europa.esig.dss.diagnostic.jaxb.XmlObjectModification;
import eu.europa.esig.dss.jaxb.object.Message;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.pades.validation.PDFDocumentValidator;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.validation.reports.Reports;
import java.io.File;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Usage: DssJudge TRUST.pem FILE... — one line of JSON per file.
 * Offline on purpose: no AIA, CRL or OCSP source, so only what the file carries can make it pass.
 */
public final class DssJudge {
  public static void main(String[] args) throws Exception {
    List<CertificateToken> anchors = new ArrayList<>();
    try (InputStream pem = Files.newInputStream(Path.of(args[0]))) {
      for (Certificate certificate : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
        anchors.add(new CertificateToken((X509Certificate) certificate));
      }
    }
    for (int i = 1; i < args.length; i++) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("file", args[i]);
      try {
        judge(new File(args[i]), anchors, line);
      } catch (Exception failure) {
        line.put("error", failure.getClass().getSimpleName() + ": " + failure.getMessage());
      }
      System.out.println(JsonLine.of(line));
    }
  }

  private static void judge(File file, List<CertificateToken> anchors, Map<String, Object> line) {
    CommonTrustedCertificateSource trusted = new CommonTrustedCertificateSource();
    anchors.forEach(trusted::addCertificate);
    CommonCertificateVerifier verifier = new CommonCertificateVerifier();
    verifier.setAIASource(null);
    verifier.setCrlSource(null);
    verifier.setOcspSource(null);
    verifier.addTrustedCertSources(trusted);

    PDFDocumentValidator validator = new PDFDocumentValidator(new FileDocument(file));
    validator.setCertificateVerifier(verifier);
    Reports reports = validator.validateDocument();
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

  private static String instant(java.util.Date date) {
    return date == null ? null : date.toInstant().toString();
  }
}
