import type { ContentStore } from '../../core/ports/content-store.ts';
import type { Ports } from '../../core/ports/ports.ts';
import type { FunctionRights, StoreRight } from '../../infra/function-rights.ts';

/** IAM would answer 403. */
export class Denied extends Error {
  override readonly name = 'Denied';
}

/**
 * The ports of one function as its role lets them be: each call is checked against the same table the roles are
 * made from, and `used` collects the rights that were needed.
 */
export function allowedPorts(name: string, ports: Ports, rights: FunctionRights, used: Set<string>): Ports {
  const need = (right: string, given: boolean): void => {
    if (!given) throw new Denied(`${name} may not ${right}`);
    used.add(`${name} ${right}`);
  };
  const store = (which: 'working' | 'archive' | 'records'): ContentStore => {
    const has = (right: StoreRight) => need(`${right} ${which}`, rights[which].includes(right));
    return {
      async put(bytes) {
        has('write');
        // After a 412 the adapter looks whether the object is there.
        has('read');
        return ports[which].put(bytes);
      },
      async get(sha256) {
        has('read');
        return ports[which].get(sha256);
      },
      async has(sha256) {
        has('read');
        return ports[which].has(sha256);
      },
      async temporaryUrl(sha256, seconds, fileName) {
        has('read');
        return ports[which].temporaryUrl(sha256, seconds, fileName);
      },
    };
  };
  const { registry, vault } = ports;
  const may = (right: FunctionRights['keys'][number]) => need(right, rights.keys.includes(right));
  /** A later generation of a key is used by whoever used the one before. */
  const mayUse = (purpose: string) => {
    const [base = ''] = purpose.split('/');
    if (base === 'issuing-ca') may('certify');
    else if (base === 'tsa') may('timestamp');
    else throw new Denied(`${name} may not use ${purpose}`);
  };
  const { mailer } = ports;
  return {
    ...ports,
    ...(mailer
      ? {
          mailer: {
            delivery: mailer.delivery,
            async send(message) {
              need('mail', rights.mail);
              return mailer.send(message);
            },
          },
        }
      : {}),
    working: store('working'),
    archive: store('archive'),
    records: store('records'),
    registry: {
      async load(key) {
        need('load', rights.load);
        return registry.load(key);
      },
      async save(item) {
        const type = item.key.split('#')[0] ?? '';
        need(
          `save ${type}`,
          rights.save.some((known) => known === type),
        );
        return registry.save(item);
      },
      async query(index, partition, options) {
        need(`query ${index}`, rights.query.includes(index));
        return registry.query(index, partition, options);
      },
      async scan() {
        throw new Denied(`${name} may not scan`);
      },
    },
    vault: {
      async key(purpose) {
        mayUse(purpose);
        return vault.key(purpose);
      },
      async sign(keyId, message) {
        // The file vault's ids begin with the purpose.
        mayUse(keyId.split(':')[0] ?? '');
        return vault.sign(keyId, message);
      },
      async wrap(secret, context) {
        may('wrap');
        return vault.wrap(secret, context);
      },
      async unwrap(wrapped, context) {
        may('unwrap');
        return vault.unwrap(wrapped, context);
      },
    },
  };
}

/** Every right of the table, in the words of `allowedPorts`. */
export const allRights = (name: string, rights: FunctionRights): string[] => [
  ...(rights.load ? [`${name} load`] : []),
  ...rights.save.map((type) => `${name} save ${type}`),
  ...rights.query.map((index) => `${name} query ${index}`),
  ...rights.working.map((right) => `${name} ${right} working`),
  ...rights.archive.map((right) => `${name} ${right} archive`),
  ...rights.records.map((right) => `${name} ${right} records`),
  ...rights.keys.map((right) => `${name} ${right}`),
  ...(rights.mail ? [`${name} mail`] : []),
];
