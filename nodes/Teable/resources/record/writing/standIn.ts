const PREFIX = 'new: ';

/** A placeholder ID for something that a dry run does not create. @param name a unique name */
export const standIn = (name: string): string => `${PREFIX}${name}`;

export const isStandIn = (id: unknown): boolean => typeof id === 'string' && id.startsWith(PREFIX);
