using Azure.Core;

namespace Azure.Data.Tables;

/// <summary>Retries, transport and diagnostics, those of every Azure client; by default 3 retries, exponential from 0.8 s.</summary>
public class TableClientOptions : ClientOptions;
