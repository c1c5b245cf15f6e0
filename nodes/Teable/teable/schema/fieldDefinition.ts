import type { IDataObject } from 'n8n-workflow';

/** What Teable takes to make a field: in `POST /table/{id}/field`, and in the fields of a new table. */
export interface FieldDefinition extends IDataObject {
	name?: string;
	type: string;
	description?: string;
	/** The type's own options; for a lookup those of the field that is looked up. */
	options?: IDataObject;
	/** With the type of the field that is looked up. */
	isLookup?: boolean;
	lookupOptions?: IDataObject;
	unique?: boolean;
	/** Only the engine v2 takes it when a field is made. */
	notNull?: boolean;
}
