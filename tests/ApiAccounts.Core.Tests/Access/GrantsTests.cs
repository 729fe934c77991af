using ApiAccounts.Core.Access;
using ApiAccounts.Core.Tests.Given;

namespace ApiAccounts.Core.Tests.Access;

public sealed class GrantsTests
{
    [Fact]
    public void A_partner_permission_covers_every_operator_and_an_operator_permission_only_one()
    {
        var grants = Grants.Of(Permission.ReadOperators)
            .Plus(7, [Permission.ReadApiUsers]).Plus(7, [Permission.ManageApiUsers]).Plus(8, [Permission.ReadApiUsers]);

        Assert.True(grants.Allow(Permission.ReadOperators));
        Assert.True(grants.Allow(Permission.ReadOperators, 9));
        Assert.False(grants.Allow(Permission.ReadApiUsers));
        Assert.True(grants.Allow(Permission.ReadApiUsers, 7));
        Assert.True(grants.Allow(Permission.ManageApiUsers, 7));
        Assert.False(grants.Allow(Permission.ManageApiUsers, 8));
        Assert.False(grants.Allow(Permission.ReadApiUsers, 9));
        Assert.Equal([7u, 8u], grants.OperatorsWith(Permission.ReadApiUsers).Order());
        Assert.Equal([7u], grants.OperatorsWith(Permission.ManageApiUsers));
        Assert.Empty(grants.OperatorsWith(Permission.ReadOperators));
    }

    [Fact]
    public void Adding_to_grants_does_not_change_the_original()
    {
        var before = Grants.Of(Permission.ReadAudit);
        _ = before.Plus([Permission.RecordUsage]).Plus(7, [Permission.ReadApiUsers]);
        Assert.Equal([Permission.ReadAudit], before.OnPartner);
        Assert.False(before.Allow(Permission.ReadApiUsers, 7));
        Assert.Empty(Grants.None.OnPartner);
    }

    [Fact]
    public void Grants_cover_others_when_they_allow_everything_the_others_allow()
    {
        var readers = Grants.Of(Permission.ReadOperators, Permission.ReadApiUsers);
        Assert.True(readers.Cover(Grants.None));
        Assert.True(readers.Cover(readers));
        Assert.True(Grants.All.Cover(readers));
        Assert.False(readers.Cover(Grants.All));
        Assert.False(Grants.None.Cover(Grants.Of(Permission.RecordUsage)));
        Assert.True(readers.Cover(Grants.None.Plus(7, [Permission.ReadApiUsers])));
        Assert.False(readers.Cover(Grants.None.Plus(7, [Permission.ManageApiUsers])));
        Assert.False(Grants.None.Plus(7, [Permission.ReadApiUsers]).Cover(Grants.Of(Permission.ReadApiUsers)));
        Assert.True(Grants.None.Plus(7, [Permission.ReadApiUsers]).Cover(Grants.None.Plus(7, [Permission.ReadApiUsers])));
        Assert.False(Grants.None.Plus(8, [Permission.ReadApiUsers]).Cover(Grants.None.Plus(7, [Permission.ReadApiUsers])));
    }

    [Fact]
    public void An_administrator_has_every_permission() => Assert.Equal(Known.EveryGrant.OnPartner.Order(), Grants.All.OnPartner.Order());
}
