import { NodeConnectionTypes } from 'n8n-workflow';

// The oldest n8n that is tested is 1.94. One before 1.84 lacks this constant: it shows what is thrown here
// where the package is installed, instead of "Cannot read properties of undefined".
if (!NodeConnectionTypes) {
	throw new Error('The Teable nodes need n8n 1.94 or newer. Update n8n, then install them again.');
}
