// Made by `npm run api:gen` from ../openapi.json. Do not edit.

export interface paths {
    "/api/v1/collections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All collections, by name. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Collection"][];
                    };
                };
            };
        };
        put?: never;
        /** Makes a collection. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Named"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Collection"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/collections/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Deletes a collection with its documents. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["CollectionId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Renames a collection. */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["CollectionId"];
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Named"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Collection"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/collections/{id}/documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Adds files. The same path again makes a new version; the same bytes under the same path change nothing, so an upload may simply be
         *     repeated.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["CollectionId"];
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "multipart/form-data": components["schemas"]["Upload"];
                };
            };
            responses: {
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Uploaded"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Conversations, last changed first. */
        get: {
            parameters: {
                query?: {
                    /** @description Only those whose title or messages contain this. */
                    contains?: string;
                    /** @description `next` of the page before. */
                    cursor?: string;
                    /** @description Rows wanted, 1 to 200; 50 if absent. */
                    limit?: number;
                    folder?: string;
                    pinned?: boolean;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_Conversation"];
                    };
                };
            };
        };
        put?: never;
        /** Makes a conversation. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewConversation"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Conversation"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One conversation. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["ConversationId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Conversation"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Deletes a conversation with its messages. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["ConversationId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Changes a conversation. */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["ConversationId"];
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Change"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Conversation"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/conversations/{id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The whole tree of messages, oldest first. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["ConversationId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Message"][];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Asks; the answer streams as server-sent events. Closing the connection does not stop the run. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["ConversationId"];
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Ask"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/event-stream": components["schemas"]["LoggedEvent"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Documents, newest first. */
        get: {
            parameters: {
                query?: {
                    /** @description Only this collection. */
                    collection?: components["schemas"]["CollectionId"];
                    /** @description Only this state. */
                    state?: components["schemas"]["DocumentState"];
                    /** @description Only titles or paths that contain this. */
                    contains?: string;
                    /** @description `next` of the page before. */
                    cursor?: string;
                    /** @description Rows wanted, 1 to 200; 50 if absent. */
                    limit?: number;
                    tag?: string;
                    sort?: "added" | "title" | "size";
                    order?: "asc" | "desc";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_Document"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One document. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["DocumentId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Document"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Deletes a document; it is gone from searches at once. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["DocumentId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DocumentChange"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Document"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/documents/{id}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The bytes of the newest version, or of the one a citation names. One `Range` is honoured. */
        get: {
            parameters: {
                query?: {
                    /** @description This revision, as citations name it. If absent: the searchable one's text, the newest one's bytes. */
                    revision?: components["schemas"]["RevisionId"];
                };
                header?: never;
                path: {
                    id: components["schemas"]["DocumentId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/octet-stream": unknown;
                    };
                };
                206: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                416: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{id}/control": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Pauses, resumes, cancels, retries or re-indexes a document. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["DocumentId"];
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Control"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Document"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{id}/text": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The text of a document. */
        get: {
            parameters: {
                query?: {
                    /** @description This revision, as citations name it. If absent: the searchable one's text, the newest one's bytes. */
                    revision?: components["schemas"]["RevisionId"];
                };
                header?: never;
                path: {
                    id: components["schemas"]["DocumentId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DocumentText"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ingestion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far ingestion is. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["IngestionSnapshot"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The models that can be used, the default first. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ModelInfo"][];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/provider": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The connected provider, or null. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Provider"] | null;
                    };
                };
            };
        };
        /** Connects a provider. Without a key, the stored key for the same address is kept. */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Endpoint"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Provider"];
                    };
                };
                502: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        /** Forgets the provider and its key. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/provider/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends a real request to an endpoint; a failure is explained in the answer. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Endpoint"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProviderTest"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One run. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["RunId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Run"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The events of a run, stored and live; the stream ends after `finished`. */
        get: {
            parameters: {
                query?: {
                    /**
                     * @description Sequence number of the last event that was read. `Last-Event-ID` does the same and goes before it: it is what a browser read last
                     *     when it comes back to this address.
                     */
                    after?: number;
                };
                header?: never;
                path: {
                    id: components["schemas"]["RunId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/event-stream": components["schemas"]["LoggedEvent"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{id}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stops a run; what was written is kept. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["RunId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Finds passages. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SearchQuery"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SearchResult"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The program at a glance. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Status"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ws": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Opens the WebSocket. Text frames hold `ClientFrame` and `ServerFrame`. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                101: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/folders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Folder"][];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewFolder"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Folder"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/folders/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["FolderChange"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Folder"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/conversations/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query: {
                    q: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ConversationHit"][];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Imported"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{id}/fork": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Fork"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Conversation"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{id}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: {
                    format?: "json" | "markdown";
                    citations?: boolean;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/octet-stream": unknown;
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{id}/shares": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewShare"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Share"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/shares": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Share"][];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/shares/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/shared/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    token: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SharedConversation"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Conversation"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Edit"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Message"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/prompts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Prompt"][];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewPrompt"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Prompt"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/prompts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PromptChange"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Prompt"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/documents/{id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DocumentVersion"][];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TagCount"][];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/collections/{id}/links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Link"];
                };
            };
            responses: {
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["UploadedDocument"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description A document that is being worked on. */
        ActiveDocument: {
            /** @description The document. */
            document: components["schemas"]["DocumentId"];
            /**
             * Format: int32
             * @description Parts of the step that are done.
             */
            done: number;
            /** @description Its path. */
            path: string;
            /** @description The step it is at. */
            step: components["schemas"]["IngestStep"];
            /**
             * Format: int32
             * @description Parts of the step; 1 for steps that are done in one go.
             */
            total: number;
        };
        /**
         * @description What adding a revision led to.
         * @enum {string}
         */
        Added: "created" | "replaced" | "unchanged";
        /** @description How an answer was made. */
        AnswerInfo: {
            /** @description The documents do not contain the answer; `sources` are the nearest passages. */
            abstained: boolean;
            /** @description Whether the model wrote the answer or sentences were quoted. */
            mode: components["schemas"]["AnswerMode"];
            /** @description Model id. */
            model: string;
            /** @description What was searched for, if it differs from the message. */
            standalone?: string | null;
            /** @description Tokens. */
            usage: components["schemas"]["Usage"];
        };
        /**
         * @description Ways to answer.
         * @enum {string}
         */
        AnswerMode: "extractive" | "generated" | "plain";
        /** @description A question, or the wish for another answer. */
        Ask: components["schemas"]["Regenerate"] | components["schemas"]["NewText"];
        /** @description SHA-256 of a blob's bytes as 64 lower-case hex digits. */
        BlobHash: string;
        /** @description Changes; absent fields stay. */
        Change: {
            /** @description New collections; empty for all. */
            collections?: components["schemas"]["CollectionId"][] | null;
            head?: components["schemas"]["MessageId"] | null;
            /** @description New model; null for the default. */
            model?: string | null;
            /** @description New title, 1 to 200 characters. */
            title?: string | null;
            pinned?: boolean | null;
            folder?: components["schemas"]["FolderId"] | null;
        };
        /** @description Verdict on a citation. */
        Check: {
            /** @description In words for the reader, e.g. "word for word in the source" or "the source does not say 1987". */
            reason: string;
            /**
             * Format: float
             * @description 0 to 1.
             */
            score: number;
            /** @description The verdict. An unsupported citation does not count: the page shows a mark that explains itself. */
            verdict: components["schemas"]["Verdict"];
        };
        /**
         * Format: uuid
         * @description A passage of a revision: the unit of search.
         */
        ChunkId: string;
        /** @description One cited claim, held against its source. */
        Citation: {
            /** @description What the check said. */
            check: components["schemas"]["Check"];
            /** @description The sentence of the answer that carries the mark. */
            claim: string;
            /** @description The document. */
            document: components["schemas"]["DocumentId"];
            /**
             * Format: int32
             * @description One past the last.
             */
            end: number;
            /**
             * Format: int32
             * @description 1-based; `[^number]` is its mark in the content.
             */
            number: number;
            /**
             * Format: int32
             * @description Page of the quote.
             */
            page?: number | null;
            /** @description Exactly the characters `start..end`: what supports the claim best. */
            quote: string;
            /**
             * Format: int32
             * @description Number of the source.
             */
            source: number;
            /**
             * Format: int32
             * @description First character of the quote in the revision's text.
             */
            start: number;
            /** @description Title of the document. */
            title: string;
        };
        /** @description A frame from a client. `ref` is any text; the answer repeats it. */
        ClientFrame: {
            /** @description Where. */
            conversation: components["schemas"]["ConversationId"];
            /** @description Model; the conversation's if absent. */
            model?: string | null;
            parent?: components["schemas"]["MessageId"] | null;
            /** @description Repeated in the answer. */
            ref: string;
            /** @description The message. */
            text: string;
            /** @enum {string} */
            type: "ask";
            documents?: components["schemas"]["DocumentId"][];
        } | {
            /** @description Model; the conversation's if absent. */
            model?: string | null;
            /** @description The person's message. */
            question: components["schemas"]["MessageId"];
            /** @description Repeated in the answer. */
            ref: string;
            /** @enum {string} */
            type: "regenerate";
        } | {
            /** @description Repeated in the answer. */
            ref: string;
            /** @description The run. */
            run: components["schemas"]["RunId"];
            /** @enum {string} */
            type: "stop";
        } | {
            /**
             * Format: int64
             * @description Sequence number of the last event that was read; 0 for all.
             */
            after?: number;
            /** @description Repeated in the answer. */
            ref: string;
            /** @description The run. */
            run: components["schemas"]["RunId"];
            /** @enum {string} */
            type: "follow";
        } | {
            /** @description Repeated in the answer. */
            ref: string;
            /** @description The run. */
            run: components["schemas"]["RunId"];
            /** @enum {string} */
            type: "unfollow";
        } | {
            /** @description Whether to send it. */
            on: boolean;
            /** @description Repeated in the answer. */
            ref: string;
            /** @enum {string} */
            type: "watch_ingestion";
        } | {
            /** @description Repeated in the answer. */
            ref: string;
            /** @enum {string} */
            type: "ping";
        };
        /** @description A named set of documents. */
        Collection: {
            /**
             * Format: int64
             * @description Sum of their current sizes in bytes.
             */
            bytes: number;
            /**
             * Format: date-time
             * @description Creation time.
             */
            created_at: string;
            /**
             * Format: int64
             * @description Documents in it, whatever their state.
             */
            documents: number;
            /** @description Its id. */
            id: components["schemas"]["CollectionId"];
            /** @description 1 to 120 characters, unique per owner without regard to case. */
            name: string;
            /** @description Its owner. */
            owner: components["schemas"]["UserId"];
            /**
             * Format: date-time
             * @description Last rename, or last document added, replaced or removed.
             */
            updated_at: string;
        };
        /**
         * Format: uuid
         * @description A named set of documents.
         */
        CollectionId: string;
        /** @description State of one part. */
        ComponentHealth: {
            /** @description What it is, or what is wrong. */
            detail: string;
            /** @description How to mend it. */
            hint?: string | null;
            /** @description `store`, `index`, `embedder`, `chat_model`. */
            name: string;
            /** @description Whether it can work. */
            ready: boolean;
        };
        /** @description What to do with a document. */
        Control: {
            /** @description The action. */
            action: components["schemas"]["DocumentAction"];
        };
        /** @description A conversation: a tree of messages with one branch in view. */
        Conversation: {
            /** @description Collections it answers from; empty means all. */
            collections: components["schemas"]["CollectionId"][];
            /**
             * Format: date-time
             * @description Creation.
             */
            created_at: string;
            head?: components["schemas"]["MessageId"] | null;
            /** @description Its id. */
            id: components["schemas"]["ConversationId"];
            /** @description Chat model, or the default. */
            model?: string | null;
            /** @description Its owner. */
            owner: components["schemas"]["UserId"];
            /** @description Title; empty until one was made or given. */
            title: string;
            /**
             * Format: date-time
             * @description Last message or change.
             */
            updated_at: string;
            pinned: boolean;
            folder?: components["schemas"]["FolderId"] | null;
            temporary: boolean;
        };
        /**
         * Format: uuid
         * @description A conversation: a tree of messages.
         */
        ConversationId: string;
        /** @description A document as lists show it. */
        Document: {
            /**
             * Format: int32
             * @description Chunks of the searchable version.
             */
            chunks: number;
            /** @description The collection it is in. */
            collection: components["schemas"]["CollectionId"];
            /**
             * Format: date-time
             * @description When it was first added.
             */
            created_at: string;
            /** @description Content hash of the newest version. */
            hash: components["schemas"]["BlobHash"];
            /** @description Its id, the same through all versions. */
            id: components["schemas"]["DocumentId"];
            /** @description ISO 639-1 language, once known. */
            language?: string | null;
            /** @description Media type, once known from the content. */
            media_type?: string | null;
            /** @description Its owner. */
            owner: components["schemas"]["UserId"];
            /**
             * Format: int32
             * @description Pages, where the format has pages.
             */
            pages?: number | null;
            /** @description Relative path it was added under; unique in the collection. Adding the same path again makes a new version. */
            path: string;
            problem?: components["schemas"]["DocumentProblem"] | null;
            /** @description The newest revision. */
            revision: components["schemas"]["RevisionId"];
            /**
             * Format: int64
             * @description Size of the newest version in bytes.
             */
            size: number;
            /** @description Where the newest version stands. An older version stays searchable until the newer is ready. */
            state: components["schemas"]["DocumentState"];
            /** @description The step the newest version is at. */
            step: components["schemas"]["IngestStep"];
            /** @description Title found in the content, else the file name. */
            title: string;
            /**
             * Format: date-time
             * @description Last change.
             */
            updated_at: string;
            /**
             * Format: int32
             * @description 1 for the first version.
             */
            version: number;
            /** @description What was left out, for a person. */
            warnings?: string[];
            tags: string[];
        };
        /**
         * @description What a person may do to a document.
         * @enum {string}
         */
        DocumentAction: "pause" | "resume" | "cancel" | "retry" | "reindex";
        /**
         * Format: uuid
         * @description A document through all its versions.
         */
        DocumentId: string;
        /** @description Why a document could not be ingested. */
        DocumentProblem: {
            /** @description Stable name, e.g. `needs_ocr`. */
            code: string;
            /** @description What happened. */
            detail: string;
            /** @description What to do. */
            hint: string;
        };
        /**
         * @description Where a document stands, derived from its newest revision.
         * @enum {string}
         */
        DocumentState: "queued" | "processing" | "paused" | "ready" | "failed" | "cancelled";
        /** @description The text of a document. */
        DocumentText: {
            /** @description Headings. */
            headings: components["schemas"]["HeadingSpan"][];
            /** @description Pages. */
            pages: components["schemas"]["PageSpan"][];
            revision?: components["schemas"]["RevisionId"] | null;
            /** @description Normalised text, which all offsets count in. */
            text: string;
        };
        /** @description An OpenAI-compatible endpoint that somebody connects. */
        Endpoint: {
            /** @description Address up to and including the version, e.g. `https://api.openai.com/v1`. */
            base_url: string;
            /** @description Key, where the endpoint wants one. Never sent back to anybody. */
            key?: string | null;
            /** @description The provider's name of the model. */
            model: string;
            /** @description Tokens of the model's window; 8,192 if absent, what small current models offer at least. */
            window?: number;
        };
        /** @description A step of a run, as every reader sees it. Replaying all events of a run gives the message. */
        Event: {
            /** @description The message it writes. */
            answer: components["schemas"]["MessageId"];
            /**
             * Format: int32
             * @description 1, more after restarts.
             */
            attempt: number;
            /** @description The conversation. */
            conversation: components["schemas"]["ConversationId"];
            /** @description Model id. */
            model: string;
            /** @description The message it answers. */
            question: components["schemas"]["MessageId"];
            /** @enum {string} */
            type: "started";
        } | {
            /** @description The step. */
            step: components["schemas"]["TurnStep"];
            /** @enum {string} */
            type: "step";
        } | {
            /** @description The question. */
            question: string;
            /** @enum {string} */
            type: "standalone";
        } | {
            /** @description Numbered from 1. */
            sources: components["schemas"]["Source"][];
            /** @enum {string} */
            type: "sources";
        } | {
            /** @description The text. */
            text: string;
            /** @enum {string} */
            type: "delta";
        } | {
            /** @description The citation. */
            citation: components["schemas"]["Citation"];
            /** @enum {string} */
            type: "cited";
        } | {
            /** @description The title. */
            title: string;
            /** @enum {string} */
            type: "titled";
        } | {
            /** @description The message. */
            message: components["schemas"]["Message"];
            /** @enum {string} */
            type: "finished";
        };
        /** @description The characters of a heading. */
        HeadingSpan: {
            /**
             * Format: int32
             * @description One past the last.
             */
            end: number;
            /**
             * Format: int32
             * @description 1 to 6.
             */
            level: number;
            /**
             * Format: int32
             * @description First character.
             */
            start: number;
        };
        /**
         * @description The steps of ingestion, in order. The stored step is the next one to do.
         * @enum {string}
         */
        IngestStep: "extract" | "chunk" | "embed" | "index" | "done";
        /** @description Where the ingestion of one owner's documents stands. */
        IngestionSnapshot: {
            /** @description What this process works on, the version added first in front. */
            active: components["schemas"]["ActiveDocument"][];
            /**
             * Format: int64
             * @description Documents that became searchable since the queue was last empty.
             */
            done: number;
            /**
             * Format: int64
             * @description Seconds until nothing is left, at this rate.
             */
            eta_seconds?: number | null;
            /**
             * Format: int64
             * @description Documents that could not be ingested since the queue was last empty.
             */
            failed: number;
            /**
             * Format: int64
             * @description Documents waiting.
             */
            queued: number;
            /**
             * Format: double
             * @description Documents per second over the last half minute.
             */
            rate: number;
            /**
             * Format: int64
             * @description Documents being worked on.
             */
            running: number;
        };
        /** @description An event with its place in the run's log. */
        LoggedEvent: {
            /** @description The event. */
            event: components["schemas"]["Event"];
            /** @description The run. */
            run: components["schemas"]["RunId"];
            /**
             * Format: int64
             * @description 1, 2, 3, … without gaps.
             */
            seq: number;
        };
        /** @description One message. Messages with the same parent are siblings: regenerated answers, or edited questions. */
        Message: {
            answer?: components["schemas"]["AnswerInfo"] | null;
            /** @description In the order of their marks. */
            citations?: components["schemas"]["Citation"][];
            /** @description Markdown. `[^k]` stands for `citations[k - 1]`. */
            content: string;
            /** @description Its conversation. */
            conversation: components["schemas"]["ConversationId"];
            /**
             * Format: date-time
             * @description Creation.
             */
            created_at: string;
            /** @description Its id. */
            id: components["schemas"]["MessageId"];
            parent?: components["schemas"]["MessageId"] | null;
            problem?: components["schemas"]["RunProblem"] | null;
            /** @description Who said it: user or assistant. */
            role: components["schemas"]["Role"];
            run?: components["schemas"]["RunId"] | null;
            /** @description The passages the answer was made from (or, when it abstained, the nearest ones), numbered from 1. */
            sources?: components["schemas"]["Source"][];
            /** @description State. */
            state: components["schemas"]["MessageState"];
            documents: components["schemas"]["DocumentId"][];
        };
        /**
         * Format: uuid
         * @description One message in a conversation.
         */
        MessageId: string;
        /**
         * @description Where a message stands.
         * @enum {string}
         */
        MessageState: "streaming" | "complete" | "stopped" | "failed";
        /** @description A chat model as the page lists it. */
        ModelInfo: {
            /** @description Its id: `local/smollm2-135m` or `openai/NAME`. */
            id: string;
            /** @description Whether it runs in this installation. */
            local: boolean;
            /** @description Name for people. */
            name: string;
            /** @description How far it can be trusted. */
            skill: components["schemas"]["Skill"];
            /** @description Tokens of its window. */
            window: number;
        };
        /** @description A name. */
        Named: {
            /** @description 1 to 120 characters. */
            name: string;
        };
        /** @description A conversation to be made. */
        NewConversation: {
            /**
             * @description Collections to answer from; all if empty.
             * @default []
             */
            collections: components["schemas"]["CollectionId"][];
            /**
             * @description Chat model; the default if absent.
             * @default null
             */
            model: string | null;
            folder?: components["schemas"]["FolderId"] | null;
            /** @default false */
            temporary: boolean;
        };
        /** @description A new message of the person. */
        NewText: {
            /** @description Model; the conversation's if absent. */
            model?: string | null;
            parent?: components["schemas"]["MessageId"] | null;
            /** @description The message. */
            text: string;
        };
        /** @description The characters of one page. */
        PageSpan: {
            /**
             * Format: int32
             * @description One past the last character.
             */
            end: number;
            /**
             * Format: int32
             * @description 1-based page number.
             */
            number: number;
            /**
             * Format: int32
             * @description First character.
             */
            start: number;
        };
        /** @description One page of a list. */
        Page_Conversation: {
            /** @description The rows, in the list's order. */
            items: {
                /** @description Collections it answers from; empty means all. */
                collections: components["schemas"]["CollectionId"][];
                /**
                 * Format: date-time
                 * @description Creation.
                 */
                created_at: string;
                head?: components["schemas"]["MessageId"] | null;
                /** @description Its id. */
                id: components["schemas"]["ConversationId"];
                /** @description Chat model, or the default. */
                model?: string | null;
                /** @description Its owner. */
                owner: components["schemas"]["UserId"];
                /** @description Title; empty until one was made or given. */
                title: string;
                /**
                 * Format: date-time
                 * @description Last message or change.
                 */
                updated_at: string;
                pinned: boolean;
                folder?: components["schemas"]["FolderId"] | null;
                temporary: boolean;
            }[];
            /** @description Hand this back to get the next page; absent on the last one. */
            next?: string | null;
        };
        /** @description One page of a list. */
        Page_Document: {
            /** @description The rows, in the list's order. */
            items: {
                /**
                 * Format: int32
                 * @description Chunks of the searchable version.
                 */
                chunks: number;
                /** @description The collection it is in. */
                collection: components["schemas"]["CollectionId"];
                /**
                 * Format: date-time
                 * @description When it was first added.
                 */
                created_at: string;
                /** @description Content hash of the newest version. */
                hash: components["schemas"]["BlobHash"];
                /** @description Its id, the same through all versions. */
                id: components["schemas"]["DocumentId"];
                /** @description ISO 639-1 language, once known. */
                language?: string | null;
                /** @description Media type, once known from the content. */
                media_type?: string | null;
                /** @description Its owner. */
                owner: components["schemas"]["UserId"];
                /**
                 * Format: int32
                 * @description Pages, where the format has pages.
                 */
                pages?: number | null;
                /** @description Relative path it was added under; unique in the collection. Adding the same path again makes a new version. */
                path: string;
                problem?: components["schemas"]["DocumentProblem"] | null;
                /** @description The newest revision. */
                revision: components["schemas"]["RevisionId"];
                /**
                 * Format: int64
                 * @description Size of the newest version in bytes.
                 */
                size: number;
                /** @description Where the newest version stands. An older version stays searchable until the newer is ready. */
                state: components["schemas"]["DocumentState"];
                /** @description The step the newest version is at. */
                step: components["schemas"]["IngestStep"];
                /** @description Title found in the content, else the file name. */
                title: string;
                /**
                 * Format: date-time
                 * @description Last change.
                 */
                updated_at: string;
                /**
                 * Format: int32
                 * @description 1 for the first version.
                 */
                version: number;
                /** @description What was left out, for a person. */
                warnings?: string[];
                tags: string[];
            }[];
            /** @description Hand this back to get the next page; absent on the last one. */
            next?: string | null;
        };
        /** @description What went wrong, for programs (`type`) and people (`detail`, `hint`). */
        Problem: {
            /** @description What happened. */
            detail: string;
            /** @description What to do. */
            hint: string;
            /** @description Names this request in the server's log. */
            request_id?: string | null;
            /**
             * Format: int32
             * @description HTTP status.
             */
            status: number;
            /** @description The kind in words. */
            title: string;
            /** @description Stable name, e.g. `urn:chatbox:not-found`. */
            type: string;
        };
        /** @description A connected provider, without its key. */
        Provider: {
            /** @description Address up to and including the version. */
            base_url: string;
            /** @description Whether a key is stored. */
            key_set: boolean;
            /** @description The provider's name of the model. */
            model: string;
            /** @description Tokens of the model's window. */
            window: number;
        };
        /** @description How a test went. */
        ProviderTest: {
            /** @description What happened. */
            detail: string;
            /** @description What to do. */
            hint?: string | null;
            /**
             * Format: int64
             * @description Milliseconds until the answer was whole.
             */
            latency_ms: number;
            /** @description Whether a real request was answered. */
            ok: boolean;
        };
        /** @description Another answer to a message of the person. */
        Regenerate: {
            /** @description Model; the conversation's if absent. */
            model?: string | null;
            /** @description That message. */
            regenerate: components["schemas"]["MessageId"];
        };
        /** @description A file that was not taken in. */
        RejectedFile: {
            /** @description Its name as sent. */
            path: string;
            /** @description Why. */
            problem: components["schemas"]["Problem"];
        };
        /**
         * Format: uuid
         * @description One version of a document's content.
         */
        RevisionId: string;
        /**
         * @description Who said something to a model.
         * @enum {string}
         */
        Role: "system" | "user" | "assistant";
        /** @description One attempt to write a message: the owner of an event log. */
        Run: {
            /** @description The message it writes. */
            answer: components["schemas"]["MessageId"];
            /**
             * Format: int32
             * @description How often it was taken up: 1, more after restarts of the server.
             */
            attempt: number;
            /** @description Its conversation. */
            conversation: components["schemas"]["ConversationId"];
            /**
             * Format: date-time
             * @description Creation.
             */
            created_at: string;
            /** @description Its id. */
            id: components["schemas"]["RunId"];
            /** @description Model asked for with the message, else the conversation's; none means the default. */
            model?: string | null;
            /** @description Its owner. */
            owner: components["schemas"]["UserId"];
            /** @description The message it answers. */
            question: components["schemas"]["MessageId"];
            /** @description State. */
            state: components["schemas"]["RunState"];
        };
        /**
         * Format: uuid
         * @description One attempt to answer: the owner of an event log.
         */
        RunId: string;
        /** @description Why a run failed, for a person. */
        RunProblem: {
            /** @description Stable name, e.g. `model_unavailable`. */
            code: string;
            /** @description What happened. */
            detail: string;
            /** @description What to do. */
            hint: string;
        };
        /**
         * @description Where a run stands.
         * @enum {string}
         */
        RunState: "running" | "done" | "stopped" | "failed";
        /** @description A sentence of a hit with its similarity to the question. */
        ScoredSentence: {
            /**
             * Format: int32
             * @description One past the last, relative to the passage.
             */
            end: number;
            /**
             * Format: float
             * @description Cosine to the question, -1 to 1.
             */
            score: number;
            /**
             * Format: int32
             * @description First character, relative to the passage.
             */
            start: number;
        };
        /** @description What each stage thought of a hit. Absent where the stage did not return it. */
        Scores: {
            /**
             * Format: float
             * @description After fusion, 0 to 1 within one result list: what hits are ordered by.
             */
            fused: number;
            /**
             * Format: float
             * @description BM25.
             */
            keyword?: number | null;
            /**
             * Format: float
             * @description Cosine of the question and the passage's best sentence.
             */
            sentence?: number | null;
            /**
             * Format: float
             * @description Cosine of question and passage.
             */
            vector?: number | null;
        };
        /** @description Limits beyond the collection. An empty list means no limit. */
        SearchFilters: {
            /**
             * @description Only these documents.
             * @default []
             */
            documents: components["schemas"]["DocumentId"][];
            /**
             * @description Only these ISO 639-1 languages.
             * @default []
             */
            languages: string[];
            /**
             * @description Only these media types.
             * @default []
             */
            media_types: string[];
        };
        /** @description A passage that was found. */
        SearchHit: {
            /** @description The chunk. */
            chunk: components["schemas"]["ChunkId"];
            /** @description Its collection. */
            collection: components["schemas"]["CollectionId"];
            /** @description Its document. */
            document: components["schemas"]["DocumentId"];
            /**
             * Format: int32
             * @description One past the last.
             */
            end: number;
            /** @description Headings it stands under, outermost first. */
            headings: string[];
            /**
             * Format: int32
             * @description 1-based page, where there are pages.
             */
            page?: number | null;
            /** @description Path of the document in its collection. */
            path: string;
            /** @description The revision that `start` and `end` count in. */
            revision: components["schemas"]["RevisionId"];
            /** @description Scores of each stage. */
            scores: components["schemas"]["Scores"];
            /** @description Its sentences, best first; empty while they are not computed yet. */
            sentences?: components["schemas"]["ScoredSentence"][];
            /**
             * Format: int32
             * @description First character in the document's text.
             */
            start: number;
            /** @description The passage. */
            text: string;
            /** @description Title of the document. */
            title: string;
        };
        /** @description A question with its limits. */
        SearchQuery: {
            /** @description Only these collections; absent or empty means all. */
            collections?: components["schemas"]["CollectionId"][];
            /** @description Further limits. */
            filters?: components["schemas"]["SearchFilters"];
            /**
             * Format: int32
             * @description Hits wanted, 1 to 100; 10 if absent.
             */
            limit?: number;
            /** @description The question in plain words, 1 to 2,000 characters. */
            query: string;
        };
        /** @description A found list with the time each stage took. */
        SearchResult: {
            /** @description Best first. */
            hits: components["schemas"]["SearchHit"][];
            /** @description Milliseconds per stage. */
            timings: components["schemas"]["SearchTimings"];
        };
        /** @description Milliseconds per stage. */
        SearchTimings: {
            /**
             * Format: float
             * @description Embedding the question.
             */
            embed_ms: number;
            /**
             * Format: float
             * @description Reading passages.
             */
            fetch_ms: number;
            /**
             * Format: float
             * @description Both indexes, side by side.
             */
            index_ms: number;
            /**
             * Format: float
             * @description All.
             */
            total_ms: number;
        };
        /** @description A frame from the server. */
        ServerFrame: {
            /** @description The answer, still empty. */
            answer: components["schemas"]["Message"];
            /** @description The person's message. */
            question: components["schemas"]["Message"];
            /** @description Of the frame that is answered. */
            ref: string;
            /** @description The run. */
            run: components["schemas"]["Run"];
            /** @enum {string} */
            type: "accepted";
        } | {
            /** @description Of the frame that is answered. */
            ref: string;
            /** @enum {string} */
            type: "ok";
        } | {
            /** @description The event. */
            event: components["schemas"]["Event"];
            /** @description The run. */
            run: components["schemas"]["RunId"];
            /**
             * Format: int64
             * @description Its place in the run's log.
             */
            seq: number;
            /** @enum {string} */
            type: "event";
        } | {
            /** @description The state. */
            snapshot: components["schemas"]["IngestionSnapshot"];
            /** @enum {string} */
            type: "ingestion";
        } | {
            /** @description Why. */
            problem: components["schemas"]["Problem"];
            /** @description Of the frame that failed, if it was one. */
            ref?: string | null;
            /** @enum {string} */
            type: "error";
        };
        /**
         * @description How far a model can be trusted with free text.
         * @enum {string}
         */
        Skill: "small" | "capable";
        /** @description A numbered passage an answer may cite. */
        Source: {
            /** @description The passage's chunk. */
            chunk: components["schemas"]["ChunkId"];
            /** @description Its document. */
            document: components["schemas"]["DocumentId"];
            /**
             * Format: int32
             * @description One past the last.
             */
            end: number;
            /** @description Headings it stands under. */
            headings?: string[];
            /**
             * Format: int32
             * @description 1-based number, as shown to the reader.
             */
            number: number;
            /**
             * Format: int32
             * @description 1-based page.
             */
            page?: number | null;
            /** @description Path of the document. */
            path: string;
            /** @description The revision the passage was read from. */
            revision: components["schemas"]["RevisionId"];
            /**
             * Format: float
             * @description Fused search score, 0 to 1.
             */
            score: number;
            /**
             * Format: int32
             * @description First character in the revision's text.
             */
            start: number;
            /** @description The passage. */
            text: string;
            /** @description Title of the document. */
            title: string;
        };
        /** @description The program at a glance. */
        Status: {
            /** @description The parts. */
            components: components["schemas"]["ComponentHealth"][];
            /** @description Documents per state. */
            documents: {
                [key: string]: number;
            };
            /**
             * Format: int64
             * @description Searchable chunks in the index.
             */
            indexed_chunks: number;
            /** @description Whether every part is ready. */
            ready: boolean;
            /** @description Version of the program. */
            version: string;
            storage: components["schemas"]["StoragePart"][];
        };
        /**
         * @description What a run is doing.
         * @enum {string}
         */
        TurnStep: "rewriting" | "searching" | "reading" | "writing";
        /** @description Files to add. */
        Upload: {
            /** @description Any number of files; the file name is the relative path. */
            file: string[];
        };
        /** @description What became of an upload's files. */
        Uploaded: {
            /** @description Files that were taken in. */
            documents: components["schemas"]["UploadedDocument"][];
            /** @description Files that were not. */
            rejected: components["schemas"]["RejectedFile"][];
        };
        /** @description A file that was taken in. */
        UploadedDocument: {
            /** @description Whether it is new. */
            added: components["schemas"]["Added"];
            /** @description The document. */
            document: components["schemas"]["Document"];
        };
        /** @description Tokens of one call. */
        Usage: {
            /**
             * Format: int64
             * @description Tokens written.
             */
            completion_tokens: number;
            /**
             * Format: int64
             * @description Tokens read.
             */
            prompt_tokens: number;
        };
        /**
         * Format: uuid
         * @description A person, or the one local user.
         */
        UserId: string;
        /**
         * @description Verdicts.
         * @enum {string}
         */
        Verdict: "quoted" | "supported" | "unsupported";
        /** Format: uuid */
        FolderId: string;
        /** Format: uuid */
        PromptId: string;
        /** Format: uuid */
        ShareId: string;
        Folder: {
            id: components["schemas"]["FolderId"];
            owner: components["schemas"]["UserId"];
            name: string;
            instructions: string;
            collections: components["schemas"]["CollectionId"][];
            /** Format: int64 */
            conversations: number;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        NewFolder: {
            name: string;
            instructions?: string;
            collections?: components["schemas"]["CollectionId"][];
        };
        FolderChange: {
            name?: string;
            instructions?: string;
            collections?: components["schemas"]["CollectionId"][];
        };
        FoundMessage: {
            id: components["schemas"]["MessageId"];
            role: components["schemas"]["Role"];
            excerpt: string;
            /** Format: date-time */
            created_at: string;
        };
        ConversationHit: {
            conversation: components["schemas"]["Conversation"];
            message?: components["schemas"]["FoundMessage"] | null;
        };
        Edit: {
            content: string;
        };
        Fork: {
            message: components["schemas"]["MessageId"];
            /** @default false */
            whole: boolean;
        };
        ImportedMessage: {
            id: string;
            parent?: string | null;
            role: components["schemas"]["Role"];
            content: string;
            /** Format: date-time */
            created_at?: string | null;
            state?: components["schemas"]["MessageState"] | null;
            citations?: components["schemas"]["Citation"][];
            sources?: components["schemas"]["Source"][];
            answer?: components["schemas"]["AnswerInfo"] | null;
        };
        ImportedConversation: {
            title: string;
            /** Format: date-time */
            created_at?: string | null;
            /** Format: date-time */
            updated_at?: string | null;
            /** @default false */
            pinned: boolean;
            model?: string | null;
            head?: string | null;
            messages: components["schemas"]["ImportedMessage"][];
        };
        Import: {
            conversations: components["schemas"]["ImportedConversation"][];
        };
        RejectedConversation: {
            /** Format: int64 */
            index: number;
            title: string;
            problem: components["schemas"]["Problem"];
        };
        Imported: {
            conversations: components["schemas"]["ConversationId"][];
            rejected: components["schemas"]["RejectedConversation"][];
        };
        Share: {
            id: components["schemas"]["ShareId"];
            token: string;
            conversation: components["schemas"]["ConversationId"];
            title: string;
            /** Format: int64 */
            messages: number;
            /** Format: date-time */
            created_at: string;
        };
        SharedConversation: {
            title: string;
            /** Format: date-time */
            created_at: string;
            head?: components["schemas"]["MessageId"] | null;
            messages: components["schemas"]["Message"][];
        };
        NewShare: {
            branches?: boolean;
        };
        Prompt: {
            id: components["schemas"]["PromptId"];
            owner: components["schemas"]["UserId"];
            name: string;
            text: string;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        NewPrompt: {
            name: string;
            text: string;
        };
        PromptChange: {
            name?: string;
            text?: string;
        };
        DocumentChange: {
            collection?: components["schemas"]["CollectionId"];
            path?: string;
            tags?: string[];
        };
        DocumentVersion: {
            revision: components["schemas"]["RevisionId"];
            /** Format: int64 */
            size: number;
            media_type?: string | null;
            state: components["schemas"]["DocumentState"];
            problem?: components["schemas"]["DocumentProblem"] | null;
            searchable: boolean;
            /** Format: date-time */
            created_at: string;
        };
        TagCount: {
            tag: string;
            /** Format: int64 */
            documents: number;
        };
        Link: {
            url: string;
        };
        StoragePart: {
            name: string;
            /** Format: int64 */
            bytes: number;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
