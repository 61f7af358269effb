import type { OwnCertificate } from '../own-key-messages.ts';
import { OwnKeyProblem, type OwnKeyWorker } from '../own-key-worker.ts';
import { OwnKeyForm, postFields } from './own-key-form.ts';

/** First the file is opened and shown, then the person registers what is shown. */
export function registrationForm(element: HTMLFormElement): void {
  const form = new OwnKeyForm(element);
  const shown = element.querySelector<HTMLElement>('[data-own-certificate]');
  let opened: { readonly worker: OwnKeyWorker; readonly certificate: OwnCertificate } | undefined;

  element.querySelector('[data-own-open]')?.addEventListener('click', () => {
    void form.act(async () => {
      opened?.worker.close();
      opened = undefined;
      if (shown) shown.hidden = true;
      opened = await form.open();
      if (shown) show(shown, opened.certificate);
      form.say('Berkas terbuka. Periksa isi sertifikat di bawah ini.');
    });
  });
  element.addEventListener('submit', (event) => {
    event.preventDefault();
    void form.act(async () => {
      if (!opened) throw new OwnKeyProblem('Buka berkas sertifikat dahulu, lalu periksa isinya.');
      const { worker, certificate } = opened;
      const { person = '', challenge = '' } = element.dataset;
      form.say('Mendaftarkan sertifikat …');
      const fields = form.publicFields;
      for (const der of certificate.chain) fields.append('certificate', der);
      const { origin } = location;
      fields.set('proof', await worker.value({ name: 'prove', origin, person, challenge }));
      const { location: next, problem } = await postFields(element.action, fields);
      if (typeof next === 'string') return location.assign(next);
      throw new OwnKeyProblem(typeof problem === 'string' ? problem : 'Sertifikat belum terdaftar.');
    });
  });
}

function show(area: HTMLElement, certificate: OwnCertificate): void {
  const day = (instant: string) =>
    new Date(instant).toLocaleDateString('id-ID', { day: 'numeric', month: 'long', year: 'numeric' });
  const told: Readonly<Record<string, string>> = {
    subject: certificate.subject,
    issuer: certificate.issuer,
    serial: certificate.serial,
    validity: `${day(certificate.notBefore)} sampai ${day(certificate.notAfter)}`,
    fingerprint: certificate.fingerprint.replace(/(.{4})(?=.)/g, '$1 '),
  };
  for (const field of area.querySelectorAll<HTMLElement>('[data-own-field]'))
    field.textContent = told[field.dataset.ownField ?? ''] ?? '';
  area.hidden = false;
}
