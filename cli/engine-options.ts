/** Which engines stand behind the ports; the rest of the configuration comes from the environment. */
export const engineOptions = {
  registry: { type: 'string' },
  archive: { type: 'string' },
  vault: { type: 'string' },
} as const;
