// n8n reads its nodes and credentials from the paths in package.json. This file is for code that requires the
// package.
module.exports = {
	...require('./dist/credentials/TeableApi.credentials.js'),
	...require('./dist/credentials/TeableOAuth2Api.credentials.js'),
	...require('./dist/credentials/TeableSessionApi.credentials.js'),
	...require('./dist/nodes/Teable/Teable.node.js'),
	...require('./dist/nodes/Teable/TeableTrigger.node.js'),
};
