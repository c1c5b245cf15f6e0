const PREFIX = 'new: ';

/** Stands for the ID of something that a dry run does not make. @param name tells it from the others */
export const standIn = (name: string): string => `${PREFIX}${name}`;

export const isStandIn = (id: unknown): boolean => typeof id === 'string' && id.startsWith(PREFIX);
