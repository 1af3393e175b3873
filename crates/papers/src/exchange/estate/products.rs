//! Lists as the products export them that people have: their own heads, the rows in our words.

use super::{Estate, Heads, Lists, import, sheets};
use std::collections::BTreeMap;
use wardroom_core::scenario::read_one;
use wardroom_core::scenario::shape::{Library, NeedWhat, WhenHit};

fn tried(assets: &str, dependencies: &str, impact: &str, heads: &Heads) -> Result<Estate, String> {
    let read = |text: &str| match text {
        "" => Vec::new(),
        text => sheets(text.as_bytes()).expect("a list"),
    };
    let lists = Lists {
        assets: read(assets),
        dependencies: read(dependencies),
        impact: read(impact),
    };
    import(&lists, heads)
}

#[track_caller]
fn made(assets: &str, dependencies: &str, impact: &str) -> (Estate, Library) {
    let estate = tried(assets, dependencies, impact, &Heads::default()).expect("it is understood");
    let library = read_one("estate.ron", &estate.text, "Library").expect("it can be read");
    (estate, library)
}

/// The machines of an estate, a line for those alike: how many, of which kind and system, where, and
/// whether the worm takes hold of them.
fn machines(library: &Library) -> Vec<String> {
    let mut lines = Vec::new();
    for segment in &library.segments {
        for group in &segment.hosts {
            let build = library
                .builds
                .iter()
                .find(|it| it.id.value == group.build.value);
            let build = build.expect("its build is there");
            let hit = match build.when_hit {
                WhenHit::Immune => "immune",
                WhenHit::Infected | WhenHit::Crashes { .. } => "hit",
            };
            lines.push(format!(
                "{} {:?} {} in {}, {hit}",
                group.count, group.kind, build.name, segment.name
            ));
        }
    }
    lines
}

#[track_caller]
fn told(estate: &Estate, words: &[&str]) {
    let all = [&estate.read[..], &estate.assumed[..], &estate.left[..]].concat();
    for wanted in words {
        assert!(
            all.iter().any(|it| it.contains(wanted)),
            "{wanted}: {all:#?}"
        );
    }
}

#[test]
fn what_is_no_computer_or_not_there_any_more_is_left_out() {
    let (estate, library) = made(
        "Asset Tag,Category,Operating System,Location,Status\n\
        1,Laptop,Windows 7,Clinics,Deployed\n\
        2,Headset,,Clinics,Deployed\n\
        3,Headset,,Clinics,Deployed\n\
        4,Monitor,,Clinics,Deployed\n\
        5,Computer chair,,Clinics,Deployed\n\
        6,Laser printer,,Clinics,Deployed\n\
        7,UPS,,Clinics,Deployed\n\
        8,Desktop,,Clinics,Deployed\n\
        9,Desktop,Windows 7,Clinics,Retired\n\
        10,Desktop,Windows 7,Clinics,Disposed\n\
        11,Patient monitor,,Clinics,Deployed\n\
        12,Widget,,Clinics,Deployed\n\
        13,Printer,Windows XP Embedded,Clinics,Deployed\n",
        "",
        "",
    );
    assert_eq!(
        machines(&library),
        [
            "1 Desktop Operating system not stated in Clinics, immune",
            "1 Desktop Windows 7 in Clinics, hit",
            "1 Device Operating system not stated in Clinics, immune",
            "1 Device Windows XP Embedded in Clinics, hit",
        ]
    );
    told(
        &estate,
        &[
            "rows 3–4: “Headset” is no computer",
            "“Computer chair” is no computer",
            "“UPS” is no computer",
            "row 10: “Retired”, left out",
            "row 11: “Disposed”, left out",
            "“Widget” is not known as a computer",
            "Of 2 machines no operating system is named: the worm is taken not to infect them",
            "the column “Asset Tag” is not carried",
            "the place is “Location”",
        ],
    );
}

#[test]
fn what_is_not_understood_is_no_victim() {
    let (estate, library) = made(
        "Device name,OS,OS version,Department\n\
        A1,Windows,10.0.19045.3930,Clinics\n\
        A2,Windows,6.1.7601,Clinics\n\
        A3,Windows,,Clinics\n\
        A4,iPadOS,17.2,Clinics\n\
        A5,Android,13,Clinics\n\
        A6,Plan 9,,Clinics\n\
        A7,macOS,14.2.1 (23C71),Clinics\n\
        A8,ChromeOS,120,Clinics\n",
        "",
        "",
    );
    let hit: Vec<String> = machines(&library)
        .into_iter()
        .filter(|it| it.ends_with(", hit"))
        .collect();
    assert_eq!(hit, ["1 Desktop Windows 7 in Clinics, hit"]);
    told(
        &estate,
        &[
            "“Windows” does not say which Windows it is",
            "“Plan 9” is not known",
        ],
    );
    // Where a list knows none, what is not known is a victim, and that is said.
    let (estate, library) = made("OS,Department,Type\nPlan 9,Clinics,PC\n", "", "");
    assert_eq!(machines(&library), ["1 Desktop Plan 9 in Clinics, hit"]);
    told(
        &estate,
        &["“Plan 9” is not known: the worm is taken to infect it"],
    );
}

/// Each product's own heads: what is made of two or three rows.
#[test]
fn exports_are_read_as_the_products_write_them() {
    for (product, list, wanted) in [
        (
            "Active Directory",
            "#TYPE Microsoft.ActiveDirectory.Management.ADComputer\n\
            \"DistinguishedName\",\"DNSHostName\",\"Enabled\",\"Name\",\"OperatingSystem\"\n\
            \"CN=PC1,OU=Ward 3,OU=Computers,DC=t,DC=example\",\"pc1.t.example\",\"True\",\"PC1\",\"Windows 7 Professional\"\n\
            \"CN=PC2,OU=Ward 3,OU=Computers,DC=t,DC=example\",\"pc2.t.example\",\"False\",\"PC2\",\"Windows 7 Professional\"\n\
            \"CN=PC3,OU=Desktops,OU=Ward 4,DC=t,DC=example\",\"pc3.t.example\",\"True\",\"PC3\",\"Windows 10 Enterprise\"\n\
            \"CN=SV1,OU=Servers,DC=t,DC=example\",\"sv1.t.example\",\"True\",\"SV1\",\"Windows Server 2012 R2 Standard\"\n",
            &[
                "1 Server Windows Server 2012 R2 Standard in Servers, hit",
                "1 Desktop Windows 7 Professional in Ward 3, hit",
                "1 Desktop Windows 10 Enterprise in Ward 4, immune",
            ][..],
        ),
        (
            "Active Directory, all of its properties",
            "CanonicalName,Location,Name,ObjectClass,OperatingSystem,OperatingSystemVersion\n\
            t.example/Computers/Ward 3/PC1,,PC1,computer,Windows 10 Pro,10.0 (19045)\n\
            t.example/Servers/SV1,Data centre,SV1,computer,Windows Server 2012 R2 Standard,6.3 (9600)\n",
            &[
                "1 Server Windows Server 2012 R2 Standard in Data centre, hit",
                "1 Desktop Windows 10 Pro in Ward 3, immune",
            ],
        ),
        (
            "NetBox",
            "Name,Status,Tenant,Site,Location,Rack,Role,Manufacturer,Type,IP Address,Platform\n\
            pc-1,Active,,Main,Ward 3,,Workstation,X,Model 8,,Windows 10\n\
            srv-1,Active,,Main,Server room,,Server,X,Model 9,,Windows Server 2012\n\
            sw-1,Active,,Main,Server room,,Access switch,X,Model 7,,Cisco IOS XE\n\
            srv-2,Decommissioning,,Main,Server room,,Server,X,Model 9,,Windows Server 2012\n",
            &[
                "1 Server Windows Server 2012 in Server room, hit",
                "1 Desktop Windows 10 in Ward 3, immune",
            ],
        ),
        (
            "ServiceNow",
            "name,sys_class_name,os,os_version,department,location,install_status\n\
            WS1,Computer,Windows 7 Enterprise,6.1,Radiology,Main,Installed\n\
            SV1,Windows Server,Windows Server 2012,6.2,,Data centre,Installed\n\
            SV2,cmdb_ci_win_server,Windows Server 2012,6.2,,Data centre,7\n\
            PR1,cmdb_ci_printer,,,Radiology,Main,1\n",
            &[
                "1 Server Windows Server 2012 in Data centre, hit",
                "1 Desktop Windows 7 Enterprise in Radiology, hit",
            ],
        ),
        (
            "GLPI",
            "Name;Entity;Status;Manufacturers;Serial number;Types;Model;Operating System - Name;Operating System - Version;Locations\n\
            PC1;Root;In use;X;1;Laptop;Y;Windows;10.0.22631;Main > Ward 3\n\
            PC2;Root;In use;X;2;Desktop;Y;Debian GNU/Linux 12;12;Main > Ward 3\n",
            &[
                "1 Desktop Debian GNU/Linux 12 in Main > Ward 3, immune",
                "1 Desktop Windows 11 in Main > Ward 3, immune",
            ],
        ),
        (
            "Configuration Manager",
            "Name0,Operating_System_Name_and0,System_OU_Name0,Obsolete0,Decommissioned0\n\
            PC1,Microsoft Windows NT Workstation 6.1,T.EXAMPLE/COMPUTERS/WARD 3,0,0\n\
            SV1,Microsoft Windows NT Advanced Server 10.0,T.EXAMPLE/SERVERS,0,0\n\
            PC2,Microsoft Windows NT Workstation 6.1,T.EXAMPLE/COMPUTERS/WARD 3,1,0\n",
            &[
                "1 Server Microsoft Windows NT Advanced Server 10.0 in SERVERS, immune",
                "1 Desktop Microsoft Windows NT Workstation 6.1 in WARD 3, hit",
            ],
        ),
        (
            "Lansweeper",
            "AssetName,Domain,IPAddress,IPLocation,Manufacturer,OS,Type\n\
            PC1,T,10.1.1.1,Ward block,X,Win 7,Windows\n\
            SV1,T,10.1.1.2,Ward block,X,Win 2016,Windows\n\
            PR1,T,10.1.1.3,Ward block,X,,Printer\n",
            &[
                "1 Desktop Win 7 in Ward block, hit",
                "1 Server Win 2016 in Ward block, immune",
            ],
        ),
        (
            "nmap",
            "<?xml version=\"1.0\"?><!DOCTYPE nmaprun><nmaprun><host><status state=\"up\"/>\
            <address addr=\"10.1.1.7\" addrtype=\"ipv4\"/><address addr=\"00:00:5E:00:53:01\" addrtype=\"mac\"/>\
            <hostnames><hostname name=\"pc1\"/></hostnames><os><osmatch name=\"Microsoft Windows 7 SP1\">\
            <osclass type=\"general purpose\"/></osmatch><osmatch name=\"Linux 2.6\"/></os></host>\
            <host><status state=\"up\"/><address addr=\"10.1.1.8\" addrtype=\"ipv4\"/>\
            <os><osmatch name=\"HP LaserJet\"><osclass type=\"printer\"/></osmatch></os></host></nmaprun>",
            &["1 Desktop Microsoft Windows 7 SP1 in 10.1.1.0/24, hit"],
        ),
    ] {
        let (_, library) = made(list, "", "");
        assert_eq!(machines(&library), wanted, "{product}");
    }
}

#[test]
fn the_place_is_taken_cell_by_cell_from_the_column_that_says_most() {
    let (estate, _) = made(
        "Site,Location,Department,OS\nMain,Block A,Ward 3,Windows 7\nMain,Block B,,Windows 7\n",
        "",
        "",
    );
    told(
        &estate,
        &[
            "the place is “Department”, else “Location”",
            "the column “Site” is not carried",
        ],
    );
    // A column that says the same of all tells no places apart.
    let (estate, library) = made(
        "Department,Location,OS\nIT,Block A,Windows 7\nIT,Block B,Windows 7\n",
        "",
        "",
    );
    assert_eq!(machines(&library).len(), 2);
    told(
        &estate,
        &[
            "the place is “Location”",
            "the column “Department” is not carried",
        ],
    );
    // A stroke in a department's name is its own, whatever stands before it.
    let (_, library) = made("Department,OS\nSt.Anne/Ward 3,Windows 7\n", "", "");
    assert_eq!(
        machines(&library),
        ["1 Desktop Windows 7 in St.Anne/Ward 3, hit"]
    );
    // Units of one name in different ones are different places.
    let (_, library) = made(
        "DistinguishedName,OperatingSystem\n\
        \"CN=A,OU=Offices,OU=North,DC=x\",Windows 7\n\"CN=B,OU=Offices,OU=South,DC=x\",Windows 7\n",
        "",
        "",
    );
    assert_eq!(
        machines(&library),
        [
            "1 Desktop Windows 7 in North: Offices, hit",
            "1 Desktop Windows 7 in South: Offices, hit"
        ]
    );
}

#[test]
fn a_list_that_lacks_what_it_needs_is_refused_by_that() {
    let none = Heads::default();
    let why = tried(
        "AssetName,Whereabouts code,OS\nPC1,4,Windows 7\n",
        "",
        "",
        &none,
    );
    let why = why.expect_err("no place");
    assert!(
        why.contains("the place") && why.contains("“Whereabouts code”") && why.contains("segment"),
        "{why}"
    );
    let why = tried("Category,Location\nHeadset,Clinics\n", "", "", &none).expect_err("no machine");
    assert!(why.contains("“Headset” is no computer"), "{why}");
    let odd = Heads::from([("segmnt".to_owned(), "Location".to_owned())]);
    let why = tried("Type,Location\nPC,Clinics\n", "", "", &odd).expect_err("no field");
    assert!(why.contains("“segmnt”"), "{why}");
    let absent = Heads::from([("build".to_owned(), "System software".to_owned())]);
    let estate = tried("Type,Location\nPC,Clinics\n", "", "", &absent).expect("it is understood");
    told(&estate, &["no head “System software”"]);
    // A head that a mapping names for two fields is both.
    let both = Heads::from([
        ("build".to_owned(), "Machine".to_owned()),
        ("kind".to_owned(), "Machine".to_owned()),
        ("segment".to_owned(), "DN".to_owned()),
    ]);
    let estate = tried(
        "Machine,DN\nWindows 7 laptop,\"CN=A,OU=Ward 3,DC=x\"\n",
        "",
        "",
        &both,
    )
    .expect("it is understood");
    let library = read_one("estate.ron", &estate.text, "Library").expect("it can be read");
    assert_eq!(
        machines(&library),
        ["1 Desktop Windows 7 laptop in Ward 3, hit"]
    );
}

/// What each system and service needs, and where systems run.
fn needs(library: &Library) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for system in &library.systems {
        let needs: Vec<&str> = system
            .needs
            .iter()
            .map(|it| it.system.value.as_str())
            .collect();
        let hosts: Vec<&str> = system.hosts.iter().map(|it| it.value.as_str()).collect();
        all.insert(
            system.name.clone(),
            format!("{} | {}", needs.join(" "), hosts.join(" ")),
        );
    }
    for service in &library.services {
        let needs: Vec<String> = service
            .needs
            .iter()
            .filter_map(|it| match &it.what {
                NeedWhat::System(id) => Some(format!("{} {:?}", id.value, it.weight)),
                NeedWhat::Screens | NeedWhat::Service(_) => None,
            })
            .collect();
        all.insert(service.name.clone(), needs.join(", "));
    }
    all
}

const TWO_SERVERS: &str = "Name,Location,Type,Operating System,System\n\
    SV1,Data centre,Server,Windows Server 2012,EPR\n\
    SV2,Data centre,Server,Windows Server 2016,\"PACS; RIS\"\n\
    SV3,Annexe,Server,Windows Server 2016,\n\
    PC1,Ward 3,Desktop,Windows 7,\n";

/// Intune's list of all devices, without the columns that say nothing here.
fn intune(rows: &[(&str, &str, &str, &str)]) -> String {
    let mut list = "Device ID,Device name,Last check-in,OS version,Model,Category,Primary user UPN,WiFiIPv4Address,Compliance,Device state,OS,JoinType\n".to_owned();
    for (at, (system, version, category, address)) in rows.iter().enumerate() {
        list.push_str(&format!(
            "00-{at},PC{at},2026-03-01 08:00,{version},OptiPlex,{category},a@trust.example,{address},Compliant,Managed,{system},Entra joined\n"
        ));
    }
    list
}

#[test]
fn a_list_of_intune_has_its_categories_or_its_networks_for_places() {
    let (ten, seven) = (("Windows", "10.0.19045.1"), ("Windows", "6.1.7601.0"));
    let (estate, library) = made(
        &intune(&[
            (ten.0, ten.1, "Radiology", ""),
            (seven.0, seven.1, "Radiology", "10.1.4.7"),
            (ten.0, ten.1, "Outpatients", "10.1.5.7"),
            (ten.0, ten.1, "Unassigned", "10.1.5.8"),
        ]),
        "",
        "",
    );
    assert_eq!(
        machines(&library),
        [
            "1 Desktop Windows 10 in Outpatients, immune",
            "1 Desktop Windows 10 in Radiology, immune",
            "1 Desktop Windows 7 in Radiology, hit",
        ]
    );
    told(
        &estate,
        &[
            "the place is “Category”",
            "the category of each is taken for it",
            "row 5: it does not say where it stands",
        ],
    );
    // Categories that are kinds of machine are no places, and too few are none.
    for category in ["Laptops", "Unassigned", ""] {
        let (estate, library) = made(
            &intune(&[
                (ten.0, ten.1, category, "10.1.4.7"),
                (seven.0, seven.1, category, "10.1.4.8 fe80::1"),
                (ten.0, ten.1, category, "169.254.1.1"),
            ]),
            "",
            "",
        );
        let places: Vec<&str> = library
            .segments
            .iter()
            .filter(|it| !it.hosts.is_empty())
            .map(|it| it.name.as_str())
            .collect();
        assert_eq!(places, ["10.1.4.0/24"], "{category}");
        told(
            &estate,
            &[
                "the network of its address is taken for it",
                "row 4: it does not say where it stands",
            ],
        );
    }
    let why = tried(
        &intune(&[(ten.0, ten.1, "", "")]),
        "",
        "",
        &Heads::default(),
    );
    let why = why.expect_err("it is said nowhere");
    assert!(why.contains("Add a column “Department”"), "{why}");
    // Where another column says it, addresses are none.
    let (estate, _) = made(
        "Name,Department,OS,IP Address\nPC1,Ward 3,Windows 7,10.1.1.2\nPC2,,Windows 7,10.1.1.3\n",
        "",
        "",
    );
    told(
        &estate,
        &[
            "row 3: it does not say where it stands",
            "the column “IP Address” is not carried",
        ],
    );
}

#[test]
fn several_systems_in_a_cell_are_several() {
    let (estate, library) = made(
        TWO_SERVERS,
        "Application,Depends on\n\"PACS/RIS\",\"EPR, Directory\"\n",
        "Business Process,IT Systems,RTO,MTPD,Criticality,Location\n\
        Outpatient clinics,\"EPR, PACS\",4 hours,24 hours,1 - Critical,Ward 3\n\
        Theatres,\"• EPR\n• RIS\",1 hour,4 hours,Medium,Ward 3\n\
        Portering,N/A,1 day,3 days,Low,Ward 3\n",
    );
    let needs = needs(&library);
    for (name, wanted) in [
        ("EPR", " | server-windows-server-2012-data-centre"),
        (
            "PACS",
            "directory epr | server-windows-server-2016-data-centre",
        ),
        (
            "RIS",
            "directory epr | server-windows-server-2016-data-centre",
        ),
        ("Outpatient clinics", "epr Essential, pacs Essential"),
        ("Theatres", "epr Important, ris Important"),
        ("Portering", ""),
    ] {
        assert_eq!(needs[name], wanted, "{name}");
    }
    assert_eq!(library.systems.len(), 4);
    told(
        &estate,
        &[
            "the columns “RTO”, “MTPD” are not carried",
            "“RTO”, “MTPD”: an estate has no place",
            "the service is “Business Process”; the systems that it needs is “IT Systems”",
        ],
    );
}

#[test]
fn relations_between_parents_and_children_say_which_needs_which() {
    let (estate, library) = made(
        TWO_SERVERS,
        "parent,type,child\n\
        PACS,Depends on::Used by,Directory\n\
        Directory,Runs on::Runs,SV3\n\
        Directory,Used by::Uses,EPR\n\
        SV1,Hosts::Hosted on,Letters\n\
        SV1,Connects to::Connected by,SV2\n\
        Imaging,Depends on::Used by,PACS\n\
        Directory,Depends on::Used by,PACS\n\
        ,Depends on::Used by,PACS\n",
        "Service,System\nImaging,RIS\n",
    );
    let needs = needs(&library);
    assert_eq!(
        needs["EPR"],
        "directory | server-windows-server-2012-data-centre"
    );
    assert_eq!(
        needs["Letters"],
        " | server-windows-server-2012-data-centre"
    );
    assert_eq!(needs["Imaging"], "pacs Important, ris Important");
    // The two need each other: one of the two needs is taken out, and said.
    assert_eq!(needs["PACS"], " | server-windows-server-2016-data-centre");
    assert_eq!(
        needs["Directory"],
        "pacs | server-windows-server-2016-annexe"
    );
    told(
        &estate,
        &[
            "row 6: no need follows from “Connects to::Connected by”",
            "row 9: one of the two systems is missing",
            "“PACS”, “Directory” need each other",
        ],
    );
}

#[test]
fn systems_that_and_joins_are_several_if_one_is_known() {
    let (estate, library) = made(
        TWO_SERVERS,
        "System,Depends on\nLetters,EPR & PACS\n",
        "Service,Application 1,Application 2,Criticality\n\
        Clinics,EPR and PACS,Directory,High\n\
        Radiology,EPR,,High\n\
        Theatres,Radiology and imaging archive,,High\n",
    );
    let needs = needs(&library);
    assert_eq!(
        needs["Clinics"],
        "directory Essential, epr Essential, pacs Essential"
    );
    assert!(needs["Letters"].starts_with("epr pacs |"), "{needs:?}");
    assert_eq!(needs["Theatres"], "radiology-and-imaging-archive Essential");
    told(
        &estate,
        &["the systems that it needs is “Application 1” and “Application 2”"],
    );
}

#[test]
fn what_a_machine_is_used_for_is_no_system() {
    let (estate, library) = made(
        "name,sys_class_name,os,location,used_for\n\
        SV1,Windows Server,Windows Server 2012,Data centre,Production\n",
        "",
        "",
    );
    assert!(library.systems.is_empty());
    told(&estate, &["the column “used_for” is not carried"]);
}

#[test]
fn counts_may_have_a_sign_before_their_thousands() {
    let (estate, library) = made(
        "Location,Type,OS,Count\nWard,Desktop,Windows 7,\"1,200\"\nWard,Desktop,Windows 7,12.5\n",
        "",
        "",
    );
    assert_eq!(machines(&library), ["1200 Desktop Windows 7 in Ward, hit"]);
    told(
        &estate,
        &[
            "row 3: the count is no number",
            "“Ward”, as no server is named",
        ],
    );
}

#[test]
fn what_a_server_is_for_is_no_status_and_a_provider_no_system() {
    let (_, library) = made(
        "Name,OS,Location,Function\nA,Windows Server 2012,DC,Web\nB,Windows Server 2012,DC,Storage\n",
        "Service,System,Depends on,Provider\nClinics,Letters,EPR,Oracle\n",
        "",
    );
    assert!(machines(&library)[0].starts_with("2 "));
    assert_eq!(library.systems.len(), 2);
}
