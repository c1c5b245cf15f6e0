import type { IDataObject } from 'n8n-workflow';

/** What Teable accepts to create a field, in `POST /table/{id}/field` and in the fields of a new table. */
export interface FieldDefinition extends IDataObject {
	name?: string;
	type: string;
	description?: string;
	/** The options of the type; for a lookup, those of the looked up field. */
	options?: IDataObject;
	/** A lookup has the type of the looked up field. */
	isLookup?: boolean;
	lookupOptions?: IDataObject;
	unique?: boolean;
	/** When a field is created, only v2 accepts it. */
	notNull?: boolean;
}
