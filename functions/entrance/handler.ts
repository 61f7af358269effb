import * as z from 'zod';
import { findPerson } from '../../core/person/person.ts';
import { type Subject, wasReplaced } from '../../core/session/invitations.ts';
import { closeSession, openSession } from '../../core/session/sessions.ts';
import { enterPage } from '../../web/pages/enter.ts';
import { homePage } from '../../web/pages/home.ts';
import { type Answer, jsonAnswer, pageAnswer, problemAnswer, seeOther } from '../answers.ts';
import type { Call } from '../call.ts';
import { sessionCookie } from '../cookie.ts';
import type { DoorDependencies } from '../dependencies.ts';
import { type Door, doorFor } from '../door.ts';
import { readFields, readJson } from '../read-form.ts';

const entering = z.strictObject({ token: z.string().max(128) });
const leaving = z.strictObject({});

export const createEntranceHandler = (dependencies: DoorDependencies): Door =>
  doorFor('entrance', dependencies, {
    'GET /': ({ surroundings }) => pageAnswer(homePage(surroundings)),
    'GET /masuk': ({ surroundings, query }) =>
      pageAnswer(
        enterPage(
          surroundings,
          query.get('tautan') === 'diganti'
            ? 'link-replaced'
            : query.has('tautan')
              ? 'link-refused'
              : query.has('sesi')
                ? query.get('tanda-tangan') === 'belum'
                  ? 'session-over-unsigned'
                  : 'session-over'
                : 'opening',
        ),
      ),
    'POST /masuk': enter,
    'POST /keluar': leave,
  });

async function enter({ ports, publicUrl, body, log }: Call): Promise<Answer> {
  const { token } = readJson(body, entering);
  const opened = await openSession(ports, token);
  if (!opened)
    return (await wasReplaced(ports, token))
      ? problemAnswer(401, 'link-replaced', 'Tautan ini sudah diganti')
      : problemAnswer(401, 'link-refused', 'Tautan ini tidak berlaku');
  log({ event: 'session-opened', role: opened.session.subject.role });
  return {
    ...jsonAnswer({ next: await firstPage({ ports }, opened.session.subject) }),
    cookies: [sessionCookie(publicUrl, opened.cookie, opened.seconds)],
  };
}

async function firstPage({ ports }: Pick<Call, 'ports'>, subject: Subject): Promise<string> {
  if (subject.role === 'hr') return '/papan';
  if (subject.role === 'display') return `/muster/${subject.campaign}`;
  const person = await findPerson(ports.registry, subject.person);
  return person?.credential || person?.left ? '/meja' : '/aktivasi';
}

async function leave({ ports, publicUrl, cookie, form }: Call): Promise<Answer> {
  readFields(form, leaving);
  if (cookie !== undefined) await closeSession(ports, cookie);
  return { ...seeOther('/'), cookies: [sessionCookie(publicUrl, '', 0)] };
}
