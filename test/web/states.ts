import { boardStates } from './states/board-states.ts';
import { deskStates } from './states/desk-states.ts';
import { documentStates } from './states/document-states.ts';
import { entranceStates } from './states/entrance-states.ts';
import { listStates, queueStates } from './states/list-states.ts';
import { messageStates } from './states/message-states.ts';
import { musterStates } from './states/muster-states.ts';
import { ownStates } from './states/own-states.ts';
import type { PageStates } from './states/page-state.ts';
import { personStates } from './states/person-states.ts';
import { publicStates } from './states/public-states.ts';
import { readingStates } from './states/reading-states.ts';

/** Every state of every page, by name, in an order in which each finds what those before it left. A new page enters its states here. */
export const pageStates: PageStates = {
  ...entranceStates,
  ...deskStates,
  ...readingStates,
  ...listStates,
  ...queueStates,
  ...ownStates,
  ...publicStates,
  ...musterStates,
  ...boardStates,
  ...personStates,
  ...documentStates,
  ...messageStates,
};
