import { readCookie } from '../functions/cookie.ts';
import type { DoorDependencies } from '../functions/dependencies.ts';
import { refusingDoor, routeKey } from '../functions/door.ts';
import { passingSession } from '../functions/middleware/session-guard.ts';
import { routes } from '../functions/routes.ts';
import { lambda } from './doors.ts';
import type { GatewayOptions } from './gateway.ts';

/**
 * Four scans at once. A byte that is held costs about ten of memory until its door is done: as a body, in base64, as
 * JSON, and parsed.
 */
const heldBytes = 16 * 1024 * 1024;

/** Only whoever may pass fills memory with a large form, and who finds it filled is told so on a page. */
export function largeBodies(
  dependencies: DoorDependencies,
): Required<Pick<GatewayOptions, 'limits' | 'admits' | 'refusingDoors'>> {
  const { ports, publicUrl } = dependencies;
  return {
    limits: { requestBytes: 64 * 1024, heldBytes },
    // Whatever is wrong, the route's own door says it, and needs no body for that.
    admits: async (key, cookies) => {
      const guard = routes.find((route) => routeKey(route) === key)?.guard;
      if (guard === undefined || guard === 'public') return false;
      return passingSession(ports, guard, readCookie(publicUrl, cookies)).then(
        () => true,
        () => false,
      );
    },
    refusingDoors: {
      'too-large': lambda(refusingDoor(dependencies, 'too-large')),
      'no-room': lambda(refusingDoor(dependencies, 'no-room')),
    },
  };
}
