import { certifyTimestamper, timestampPurpose } from '../../core/pki/authority.ts';
import { type AuthorityPorts, addGeneration } from '../../core/pki/stored-authority.ts';

/** The next time-stamping authority with a key of its own, before the sweep would make it. */
export const nextTimestamper = (ports: AuthorityPorts) =>
  addGeneration(ports, async (authority, tools) => {
    const number = authority.timestampers.length + 1;
    const purpose = `${timestampPurpose}/${number}`;
    const added = await certifyTimestamper({ ...authority, purpose, number }, tools);
    return { timestampers: [...authority.timestampers, added] };
  });
