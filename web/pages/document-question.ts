import { html } from '../html.ts';
import { page, type Surroundings } from '../layout.ts';
import { errorSummary, type FormError } from '../parts/error-summary.ts';
import { notice } from '../parts/notice.ts';
import { reasonField } from '../parts/reason-field.ts';
import { type ReturnView, returnList } from '../parts/return-list.ts';
import { type TextAction, textActionWords } from '../wording/document-actions.ts';
import { type ManagedHeading, managedName } from './managed-document.ts';

export type DocumentQuestionView = ManagedHeading & {
  readonly action: TextAction;
  /** What is answered. */
  readonly returns: readonly ReturnView[];
  readonly text: string;
  readonly errors: readonly FormError[];
};

/** The question before anything happens to a document. */
export function documentQuestionPage(surroundings: Surroundings, view: DocumentQuestionView): string {
  const { question, follows, label, hint, confirm } = textActionWords[view.action];
  const back = `/papan/dokumen/${view.id}`;
  return page(
    surroundings,
    {
      title: `${question}: ${managedName(view)}, ${view.unitName}`,
      government: view.government,
      visitor: view.visitor,
    },
    html`${errorSummary(view.errors)}
<a class="govuk-link ikrar-back" href="${back}">Kembali ke dokumen</a>
<h1 class="govuk-heading-l">${question}<span class="ikrar-heading-detail">${managedName(view)}, ${view.unitName}</span></h1>
${returnList(view.returns, view.timeZone)}
${notice('waiting', 'Yang terjadi', html`<ul class="govuk-list govuk-list--bullet">${follows.map((sentence) => html`<li>${sentence}</li>`)}</ul>`)}
<form method="post" action="${back}/${view.action}" data-once="Sedang diproses …" novalidate><input type="hidden" name="form" value="${view.visitor.formToken}"><input type="hidden" name="seen" value="${view.seen}">
${reasonField({ id: 'text', label, hint, value: view.text, error: view.errors.find(({ field }) => field === 'text')?.message })}
<div class="govuk-button-group"><button class="govuk-button" type="submit">${confirm}</button><a class="govuk-link ikrar-cancel" href="${back}">Batal</a></div></form>`,
  );
}
